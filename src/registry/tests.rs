//! The registry over small archives.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop where it stands")]

use super::*;
use crate::{Meta, Origin, Published, RawDocument, extract, link, split::split};

/// What documents of these days and texts say, with ids d0, d1 …
fn archive(texts: &[(&str, &str)]) -> Vec<(Source, Facts)> {
    let mut documents = Vec::new();
    for (at, (published, text)) in texts.iter().enumerate() {
        let raw = RawDocument {
            origin: Origin { path: format!("{at}.txt"), record: None },
            source_id: format!("d{at}"),
            meta: Meta { published: Published::parse(published), ..Meta::default() },
            text: (*text).into(),
            blocks: Vec::new(),
            addressable: true,
        };
        for document in split(raw).unwrap_or_default() {
            let annotated = link(extract(document));
            let day = annotated.document.meta.published.map(|published| published.day);
            let source = Source { document: format!("d{at}"), day, near_duplicate_of: None };
            documents.push((source, Facts::new(&annotated)));
        }
    }
    documents
}

fn of(texts: &[(&str, &str)]) -> Registry {
    Registry::new(archive(texts))
}

fn ids(registry: &Registry) -> Vec<&str> {
    registry.records.iter().map(|record| record.id.as_str()).collect()
}

#[test]
fn numbers_start_anew() {
    let registry = of(&[
        ("2019-06-10", "Ngày 30/5/2019, Bộ Chính trị ban hành Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp."),
        ("2024-07-01", "Ngày 14/6/2024, Bộ Chính trị ban hành Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp tiến tới Đại hội XIV."),
        ("2025-01-05", "Thực hiện Chỉ thị số 35-CT/TW, xã họp. Chỉ thị 35 rất rõ."),
        ("2019-08-01", "Xã bàn Chỉ thị số 35-CT/TW."),
    ]);
    assert_eq!(ids(&registry), ["35-CT/TW@2019", "35-CT/TW@2024"]);
    let counts: Vec<_> = registry.records.iter().map(|record| (record.documents, record.aliases.join("|"))).collect();
    assert_eq!(counts, [(2, "Chỉ thị 35".to_string()), (2, "Chỉ thị 35".into())]);
}

#[test]
fn bodies_have_one_name() {
    for (stated, name) in [
        ("BCH T.Ư Đảng", "Ban Chấp hành Trung ương"),
        ("Hội nghị BCHTW Đảng", "Ban Chấp hành Trung ương"),
        ("Ban Bí thư Trung ương Đảng", "Ban Bí thư"),
        ("Bộ LĐ-TB&XH", "Bộ Lao động - Thương binh và Xã hội"),
        ("Hội Nông dân xã Yên", "Hội Nông dân xã Yên"),
    ] {
        assert_eq!(body::canonical(stated), name, "{stated}");
    }
    assert_eq!(body::key("UBND TP Hải Phòng"), body::key("Ủy ban nhân dân thành phố Hải Phòng"));
}

#[test]
fn a_name_and_its_symbol_are_one() {
    let registry = of(&[
        ("2024-01-05", "Luật Nhà ở số 27/2023/QH15 được công bố."),
        ("2024-02-05", "Theo Luật Nhà ở năm 2023, dân mua."),
        ("2024-03-05", "Nghị quyết số 27/2023/QH15 về ngân sách."),
    ]);
    let found: Vec<_> =
        registry.records.iter().map(|record| (record.doc_type.as_deref(), record.title.as_deref(), record.documents)).collect();
    assert!(found.contains(&(Some("Luật"), Some("Luật Nhà ở"), 2)), "{found:?}");
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn values_have_evidence_and_disputes_are_marked() {
    let registry = of(&[
        ("2021-05-10", "Ngày 4/5/2021, Ban Bí thư ban hành Quy định số 11-QĐ/TW về phát ngôn."),
        ("2021-05-11", "Quy định số 11-QĐ/TW của Bộ Chính trị về phát ngôn có hiệu lực."),
    ]);
    let record = registry.get("11-QĐ/TW").expect("a record");
    assert!(record.disputed.contains(&SaidOf::Issuer));
    let issuers: Vec<_> = record.evidence[&SaidOf::Issuer].iter().map(|evidence| (evidence.value.as_str(), evidence.documents)).collect();
    assert_eq!(issuers, [("Ban Bí thư", 1), ("Bộ Chính trị", 1)]);
    assert_eq!(record.evidence[&SaidOf::Issuer][0].at[0].document, "d0");
}

#[test]
fn relations_judge_what_is_in_force() {
    let registry = of(&[
        ("2020-01-05", "Nghị định 1/2020/NĐ-CP thay thế Nghị định 2/2010/NĐ-CP."),
        ("2020-01-06", "Bộ đề nghị thay thế Nghị định 1/2020/NĐ-CP."),
    ]);
    let force = |id: &str| registry.get(id).map(|record| record.force);
    assert_eq!((force("2/2010/NĐ-CP"), force("1/2020/NĐ-CP")), (Some(Force::Replaced), Some(Force::Unknown)));
    let replaced = registry.get("2/2010/NĐ-CP").map(|record| record.relations.clone()).unwrap_or_default();
    let expected = Related {
        kind: crate::model::RelationKind::Replaces,
        is_actor: false,
        other: Some("1/2020/NĐ-CP".into()),
        is_planned: false,
        documents: vec!["d0".into()],
    };
    assert_eq!(replaced, [expected]);
}

#[test]
fn the_order_of_documents_makes_no_difference() {
    let mut documents = archive(&[
        ("2019-06-10", "Ngày 30/5/2019, Bộ Chính trị ban hành Chỉ thị số 35-CT/TW về đại hội."),
        ("2024-07-01", "Ngày 14/6/2024, Bộ Chính trị ban hành Chỉ thị số 35-CT/TW về nhân sự."),
        ("2020-01-05", "Nghị định 1/2020/NĐ-CP thay thế Nghị định 2/2010/NĐ-CP."),
        ("2021-05-11", "Quy định số 11-QĐ/TW của Bộ Chính trị về phát ngôn thay thế Quy định số 3-QĐ/TW."),
        ("2021-05-12", "Luật Nhà ở số 27/2023/QH15; Luật Nhà ở năm 2023; Luật Giá 2012."),
    ]);
    let expected = Registry::new(documents.clone());
    for turn in 0..documents.len() {
        documents.rotate_left(1);
        documents.swap(0, turn);
        assert_eq!(Registry::new(documents.clone()), expected);
    }
}

#[test]
fn facts_are_read_back_as_written() {
    for (_, facts) in archive(&[("2020-01-05", "Nghị định 1/2020/NĐ-CP ngày 2/1/2020 thay thế Nghị định 2/2010/NĐ-CP; Nghị định 1 rõ.")])
    {
        let written = serde_json::to_string(&facts).expect("it is plain data");
        assert_eq!(serde_json::from_str::<Facts>(&written).expect("it was written so"), facts);
    }
}
