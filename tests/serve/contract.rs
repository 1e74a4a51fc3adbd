//! What the interface promises: the description holds for real answers, pages and data agree.

use serde_json::Value;

use crate::client::{Served, served};
use crate::schema::faults;

/// The schema of an answer of an operation.
fn schema<'d>(description: &'d Value, path: &str, status: u16) -> &'d Value {
    let response = &description["paths"][path]["get"]["responses"][status.to_string()]["content"];
    let kind = if status == 200 { "application/json" } else { "application/problem+json" };
    &response[kind]["schema"]
}

/// Requests, the status of each, and the page whose `.json` is the same; of many kinds.
const REQUESTS: [(&str, u16, &str); 30] = [
    ("/api/v1/search", 200, "/search"),
    ("/api/v1/search?q=quy+dinh", 200, "/search"),
    ("/api/v1/search?q=quy+dinh&year=2021&issuer=Ban+Bí+thư", 200, "/search"),
    ("/api/v1/search?q=regulation:1/2020/NĐ-CP&sort=published&limit=1&page=2", 200, "/search"),
    ("/api/v1/search?q=date:2021&facets=none", 200, "/search"),
    ("/api/v1/search?q=xã OR bộ&source=tin.example", 200, "/search"),
    ("/api/v1/search?q=không+có+chữ+này&facets=year,type&facet_limit=1", 200, "/search"),
    ("/api/v1/search?q=\"quy", 400, "/search"),
    ("/api/v1/search?limit=101", 400, "/search"),
    ("/api/v1/search?offset=10000", 400, "/search"),
    ("/api/v1/search?sort=best", 400, "/search"),
    ("/api/v1/search?facets=colour", 400, "/search"),
    ("/api/v1/document?id=ben-do", 200, "/document"),
    ("/api/v1/document?id=x", 404, "/document"),
    ("/api/v1/document", 400, "/document"),
    ("/api/v1/timeline", 200, "/timeline"),
    ("/api/v1/timeline?q=quy+dinh&by=month&share=1", 200, "/timeline"),
    ("/api/v1/timeline?q=quy+dinh&of=mentioned&from=2014&to=2021-04", 200, "/timeline"),
    ("/api/v1/timeline?from=x", 400, "/timeline"),
    ("/api/v1/timeline?by=week", 400, "/timeline"),
    ("/api/v1/regulations", 200, "/regulations"),
    ("/api/v1/regulations?q=type:\"nghi+dinh\"&sort=issued&limit=2&offset=1", 200, "/regulations"),
    ("/api/v1/regulations?issuer=Chính+phủ&replaced=1", 200, "/regulations"),
    ("/api/v1/regulations?q=colour:x", 400, "/regulations"),
    ("/api/v1/regulations?limit=0", 400, "/regulations"),
    ("/api/v1/regulation?id=1/2020/NĐ-CP", 200, ""),
    ("/api/v1/regulation?id=Luật+Đất+đai+2013", 200, ""),
    ("/api/v1/regulation?id=11-QĐ/TW", 404, ""),
    ("/api/v1/regulation?id=9/9999/X", 404, ""),
    ("/api/v1/regulation", 400, ""),
];

#[test]
fn answers_are_as_described() {
    let served = served();
    let description = served.get("/openapi.json").json();
    assert_eq!(description["openapi"], "3.1.0");
    for (request, status, page) in REQUESTS {
        let answer = served.get(request);
        assert_eq!(answer.status, status, "{request}: {}", answer.text());
        let path = request.split('?').next().unwrap();
        let kind = if status == 200 { "application/json" } else { "application/problem+json" };
        assert_eq!(answer.header("content-type"), kind, "{request}");
        let found = faults(&answer.json(), schema(&description, path, status), &description, path);
        assert_eq!(found, [] as [String; 0], "{request}");
        // The page's data is the same bytes, and the page itself has the same status.
        if !page.is_empty() {
            let query =
                request.split_once('?').map_or(String::new(), |(_, query)| format!("?{query}"));
            assert_eq!(served.get(&format!("{page}.json{query}")).body, answer.body, "{request}");
            let html = served.get(&format!("{page}{query}"));
            assert_eq!(
                (html.status, html.header("content-type")),
                (status, "text/html; charset=utf-8"),
                "{request}"
            );
        }
    }
}

#[test]
fn every_operation_is_tried() {
    let description = served().get("/openapi.json").json();
    let paths: Vec<&String> = description["paths"]
        .as_object()
        .unwrap()
        .keys()
        .filter(|path| path.starts_with("/api/"))
        .collect();
    assert_eq!(paths.len(), 5);
    for path in paths {
        assert!(
            REQUESTS
                .iter()
                .any(|(request, status, _)| request.split('?').next() == Some(path)
                    && *status == 200),
            "{path}"
        );
    }
}

#[test]
fn a_regulation_is_the_whole_rest_of_its_address() {
    let served = served();
    let answer = served.get("/regulation/11-QĐ/TW@2014.json");
    assert_eq!((answer.status, answer.json()["id"].as_str()), (200, Some("11-QĐ/TW@2014")));
    assert_eq!(answer.body, served.get("/api/v1/regulation?id=11-QĐ/TW@2014").body);
    assert_eq!(answer.body, served.get("/api/v1/regulation/11-QĐ/TW@2014").body);
    assert_eq!(answer.body, served.get("/regulation/11-Q%C4%90%2FTW%402014.json").body);
    let csv = served.get("/regulation/11-QĐ/TW@2014.csv").text();
    assert!(
        csv.lines().nth(1).is_some_and(|row| row.starts_with("11-QĐ/TW@2014,Quy định,")),
        "{csv}"
    );
    // Of several that are called so, the page lists all, and data names them.
    let page = served.get_with("/regulation/11-QĐ/TW", "Accept-Language: en\r\n");
    assert!(
        page.status == 200
            && page.text().contains("2 regulations may be called so")
            && page.text().contains("11-Q%C4%90/TW@2021"),
        "{}",
        page.text()
    );
    let candidates = served.get("/regulation/11-QĐ/TW.json").json()["candidates"].clone();
    assert_eq!(candidates, serde_json::json!(["11-QĐ/TW@2021", "11-QĐ/TW@2014"]));
    let page = served.get_with("/regulation/1/2020/NĐ-CP", "Accept-Language: en\r\n").text();
    for part in [
        "replaces",
        "replaced by",
        "2/2010/N",
        "5/2021/N",
        "Chính phủ",
        "/document?id=ben-do&amp;at=",
        "#here",
        "Nghị định 1",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn a_mistake_in_a_query_has_its_place() {
    let served = served();
    let problem = served.get("/search.json?q=xã+published:2023-13&year=2021").json();
    assert_eq!(problem["offset"], 14);
    assert_eq!(
        problem["detail"],
        "expected a month from 01 to 12, but found `2023-13`\n  xã published:2023-13\n               ^"
    );
    let page = served.get("/search?q=xã+published:2023-13").text();
    assert!(page.contains("xã published:2023-13\n               ^"), "{page}");
}

#[test]
fn csv_has_all_hits_and_no_formula() {
    let served = served();
    let total = served.get("/search.json?q=quy+dinh+OR+nghi").json()["total"].as_u64().unwrap();
    let csv = served.get("/search.csv?q=quy+dinh+OR+nghi&limit=1&page=2");
    assert_eq!(csv.header("content-disposition"), "attachment; filename=\"search.csv\"");
    let mut rows = csv::Reader::from_reader(csv.body.as_slice());
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert!(total > 3 && rows.len() as u64 == total, "{} rows of {total}", rows.len());
    assert!(
        rows.iter().any(|row| row.iter().any(|cell| cell.starts_with("'=Đề nghị"))),
        "{}",
        csv.text()
    );
    let excel = served.get("/search.csv?q=quy+dinh&excel=1").text();
    assert!(excel.starts_with("\u{feff}id;source_id;"), "{excel}");
    assert_eq!(served.get("/search.csv?q=\"x").status, 400);
    for (path, head) in [
        ("/timeline.csv?share=1", "period,documents,all,share\n2014,2,2,1\n"),
        ("/document.csv?id=ben-do", "id,kind,field,start,end,text,value,details\n"),
        ("/regulations.csv", "id,type,issuer,issued,title,"),
    ] {
        let csv = served.get(path).text();
        assert!(csv.starts_with(head), "{path}: {csv}");
    }
}

/// The addresses of links on a page, its own ones.
fn links(page: &str) -> Vec<String> {
    let found = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    found.filter(|href| href.starts_with('/')).map(|href| href.replace("&amp;", "&")).collect()
}

#[test]
fn links_of_pages_lead_somewhere() {
    let served: Served = served();
    let mut seen = std::collections::BTreeSet::from(["/".to_string()]);
    let mut open = vec!["/".to_string()];
    for _ in 0..2 {
        for path in std::mem::take(&mut open) {
            let answer = served.get(&path);
            assert_eq!(answer.status, 200, "{path}");
            for link in links(&answer.text()) {
                let link = link.split('#').next().unwrap_or_default().to_string();
                if seen.insert(link.clone()) {
                    open.push(link);
                }
            }
        }
    }
    open.iter().for_each(|path| assert_eq!(served.get(path).status, 200, "{path}"));
    assert!(seen.len() > 100, "{}", seen.len());
}
