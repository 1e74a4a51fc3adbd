//! The registry over small archives.
#![allow(clippy::expect_used, reason = "a test that cannot go on should stop where it stands")]

use super::*;
use crate::link;
use crate::sample::articles;

/// What documents of these days and texts say, with ids d0, d1 …
fn archive(texts: &[(&str, &str)]) -> Vec<(Source, Facts)> {
    let mut documents = Vec::new();
    for (at, (published, text)) in texts.iter().enumerate() {
        for article in articles(text, Some(published)) {
            let annotated = link(article);
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
        (
            "2019-06-10",
            "Ngày 30/5/2019, Bộ Chính trị ban hành Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp.",
        ),
        (
            "2024-07-01",
            "Ngày 14/6/2024, Bộ Chính trị ban hành Chỉ thị số 35-CT/TW về đại hội đảng bộ các cấp tiến tới Đại hội XIV.",
        ),
        ("2025-01-05", "Thực hiện Chỉ thị số 35-CT/TW, xã họp. Chỉ thị 35 rất rõ."),
        ("2019-08-01", "Xã bàn Chỉ thị số 35-CT/TW."),
    ]);
    assert_eq!(ids(&registry), ["35-CT/TW@2019", "35-CT/TW@2024"]);
    let counts: Vec<_> = registry
        .records
        .iter()
        .map(|record| (record.documents, record.aliases.join("|")))
        .collect();
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
        ("Hội nghị Trung ương", "Ban Chấp hành Trung ương"),
        ("Trung ương Đảng", "Ban Chấp hành Trung ương"),
        ("Ban Dân nguyện Trung ương", "Ban Dân nguyện Trung ương"),
    ] {
        assert_eq!(body::canonical(stated), name, "{stated}");
    }
    for (symbol, name) in [
        ("929/QĐ-TTg", Some("Thủ tướng Chính phủ")),
        ("12/CT-TTg", Some("Thủ tướng Chính phủ")),
        ("27/2023/QH15", Some("Quốc hội")),
        ("614/BHXH-GĐ", None),
        ("10/2026/QĐ-UBND", None),
        ("15-NQ/TW", None),
    ] {
        assert_eq!(body::of_symbol(symbol).as_deref(), name, "{symbol}");
    }
    for (a, b, is_one) in [
        ("UBND TP Hải Phòng", "Ủy ban nhân dân thành phố Hải Phòng", true),
        ("UBND TP. Hà Nội", "UBND Hà Nội", true),
        ("UBND TPHCM", "UBND TP. Hồ Chí Minh", true),
        ("HĐND tỉnh Thừa Thiên - Huế", "HĐND tỉnh TT-Huế", true),
        ("Thành ủy Đà Nẵng", "Thành ủy Hà Nội", false),
        ("UBND TP Thái Bình", "UBND tỉnh Thái Bình", false),
        ("Bộ LĐ-TB&XH", "Bộ Lao động - Thương binh và Xã hội", true),
        ("Bộ Tài chính", "Bộ Kế hoạch và Đầu tư", false),
    ] {
        assert_eq!(body::key(a) == body::key(b), is_one, "{a} · {b}");
    }
}

#[test]
fn bodies_are_followed_through_mergers() {
    for (body, next) in [
        ("Bộ KH&ĐT", Some("Bộ Tài chính")),
        ("Bộ Thủy sản", Some("Bộ Nông nghiệp và Môi trường")),
        ("UBND tỉnh Bình Dương", Some("UBND tỉnh Hồ Chí Minh")),
        ("Bộ Y tế", None),
        ("UBND tỉnh Cao Bằng", None),
    ] {
        assert_eq!(body::successor(body).as_deref(), next, "{body}");
    }
    for (a, b, is_one) in [
        ("Bộ TN&MT", "Bộ Nông nghiệp và Môi trường", true),
        ("HĐND tỉnh Bình Dương", "HĐND Thành phố Hồ Chí Minh", true),
        ("HĐND tỉnh Bình Dương", "HĐND tỉnh Bình Phước", false),
    ] {
        assert_eq!(body::key_today(a) == body::key_today(b), is_one, "{a} · {b}");
    }
    for (name, of) in [
        ("Luật Nhà ở 2023", Some("Quốc hội")),
        ("Pháp lệnh Ngoại hối 2005", Some("Ủy ban Thường vụ Quốc hội")),
        ("Nghị quyết Trung ương 4 khóa XII", Some("Ban Chấp hành Trung ương")),
        ("Nghị quyết Đại hội Đảng bộ tỉnh Lạng Giang lần thứ XX", None),
        ("Điều lệ Đảng 2011", None),
    ] {
        assert_eq!(body::of_name(name).as_deref(), of, "{name}");
    }
}

#[test]
fn the_type_of_a_named_act_is_whole() {
    let registry = of(&[(
        "2024-01-05",
        "Theo Hiến pháp năm 2013, Pháp lệnh Lưu trữ quốc gia năm 2001, Bộ luật Dân sự 2015 và Luật Giá 2012, xã làm.",
    )]);
    let types: Vec<_> = registry
        .records
        .iter()
        .map(|record| record.doc_type.as_deref().unwrap_or_default())
        .collect();
    assert_eq!(types, ["Bộ luật", "Hiến pháp", "Luật", "Pháp lệnh"]);
}

#[test]
fn a_name_and_its_symbol_are_one() {
    let registry = of(&[
        ("2024-01-05", "Luật Nhà ở số 27/2023/QH15 được công bố."),
        ("2024-02-05", "Theo Luật Nhà ở năm 2023, dân mua."),
        ("2024-03-05", "Nghị quyết số 27/2023/QH15 về ngân sách."),
    ]);
    let found: Vec<_> = registry
        .records
        .iter()
        .map(|record| (record.doc_type.as_deref(), record.title.as_deref(), record.documents))
        .collect();
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
    let issuers: Vec<_> = record.evidence[&SaidOf::Issuer]
        .iter()
        .map(|evidence| (evidence.value.as_str(), evidence.documents))
        .collect();
    assert_eq!(issuers, [("Ban Bí thư", 1), ("Bộ Chính trị", 1)]);
    assert_eq!(record.evidence[&SaidOf::Issuer][0].at[0].document, "d0");
}

#[test]
fn slips_and_open_names_make_nothing() {
    let registry = of(&[
        ("2021-05-10", "Ngày 4/5/2020, Chính phủ ban hành Nghị định 11/2020/NĐ-CP về đò ngang."),
        ("2021-05-11", "Nghị định 11/2020/NĐ-CP ngày 4/5/2021 của Chính phủ về đò ngang đã rõ."),
        (
            "2021-05-12",
            "Xã học Nghị quyết Trung ương 4. UBND TP. Hà Nội ban hành Quyết định 5/QĐ-UBND.",
        ),
    ]);
    assert_eq!(ids(&registry), ["11/2020/NĐ-CP", "5/QĐ-UBND@Hà Nội"]);
    let record = registry.get("11/2020/NĐ-CP").expect("a record");
    assert_eq!(record.issued.map(|day| day.to_string()).as_deref(), Some("2020-05-04"));
    assert_eq!(record.disputed, []);
}

#[test]
fn relations_judge_what_is_in_force() {
    let registry = of(&[
        ("2020-01-05", "Nghị định 1/2020/NĐ-CP thay thế Nghị định 2/2010/NĐ-CP."),
        ("2020-01-06", "Bộ đề nghị thay thế Nghị định 1/2020/NĐ-CP."),
    ]);
    let force = |id: &str| registry.get(id).map(|record| record.force);
    assert_eq!(
        (force("2/2010/NĐ-CP"), force("1/2020/NĐ-CP")),
        (Some(Force::Replaced), Some(Force::Unknown))
    );
    let replaced =
        registry.get("2/2010/NĐ-CP").map(|record| record.relations.clone()).unwrap_or_default();
    let expected = Related {
        kind: crate::model::RelationKind::Replaces,
        is_actor: false,
        other: Some("1/2020/NĐ-CP".into()),
        is_planned: false,
        closed_by: None,
        stated: "2020-01-05".parse().ok().map(|day| (day, day)),
        documents: vec!["d0".into()],
        at: vec![Place { document: "d0".into(), start: 42, end: 54 }],
    };
    assert_eq!(replaced, [expected]);
}

#[test]
fn the_order_of_documents_makes_no_difference() {
    let mut documents = archive(&[
        ("2019-06-10", "Ngày 30/5/2019, Bộ Chính trị ban hành Chỉ thị số 35-CT/TW về đại hội."),
        ("2024-07-01", "Ngày 14/6/2024, Bộ Chính trị ban hành Chỉ thị số 35-CT/TW về nhân sự."),
        ("2020-01-05", "Nghị định 1/2020/NĐ-CP thay thế Nghị định 2/2010/NĐ-CP."),
        (
            "2021-05-11",
            "Quy định số 11-QĐ/TW của Bộ Chính trị về phát ngôn thay thế Quy định số 3-QĐ/TW.",
        ),
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
    for (_, facts) in archive(&[(
        "2020-01-05",
        "Nghị định 1/2020/NĐ-CP ngày 2/1/2020 thay thế Nghị định 2/2010/NĐ-CP; Nghị định 1 rõ.",
    )]) {
        let written = serde_json::to_string(&facts).expect("it is plain data");
        assert_eq!(serde_json::from_str::<Facts>(&written).expect("it was written so"), facts);
    }
}

/// The first regulation that a text mentions, resolved within it.
fn mention(text: &str) -> crate::model::Regulation {
    let annotated = articles(text, None).into_iter().next().map(link).expect("a document");
    annotated
        .all_mentions()
        .find_map(|mention| crate::model::Regulation::of(&mention.value).cloned())
        .expect("a regulation")
}

fn many() -> Registry {
    of(&[
        (
            "2024-12-23",
            "Ngày 22/12/2024, Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW về khoa học.",
        ),
        ("2025-01-10", "Nghị quyết số 57-NQ/TW của Bộ Chính trị mở đường cho khoa học."),
        ("2019-05-02", "Ngày 26/4/2019, Chính phủ ban hành Nghị quyết số 57/NQ-CP về chợ."),
        ("2014-01-02", "Luật Đất đai năm 2013 được Quốc hội thông qua ngày 29/11/2013."),
        ("2024-02-02", "Luật Đất đai năm 2024 được Quốc hội thông qua ngày 18/1/2024."),
    ])
}

#[test]
fn candidates_are_ranked_with_reasons() {
    let registry = many();
    for (text, on, ids) in [
        ("Xã học Nghị quyết 57.", "2025-03-01", "57-NQ/TW@2024 57/NQ-CP@2019"),
        // What came later is meant last.
        ("Xã học Nghị quyết 57.", "2020-03-01", "57/NQ-CP@2019 57-NQ/TW@2024"),
        ("Xã học Nghị quyết 57.", "", "57-NQ/TW@2024 57/NQ-CP@2019"),
        ("Xã học Nghị quyết 57 của Chính phủ.", "2025-03-01", "57/NQ-CP@2019"),
        ("Xã học Nghị quyết số 57-NQ/TW.", "", "57-NQ/TW@2024"),
        ("Xã học Nghị quyết 58.", "2025-03-01", ""),
        ("Xã học Nghị định 57.", "2025-03-01", ""),
        (
            "Theo Luật Đất đai, dân được đền bù.",
            "2025-03-01",
            "Luật Đất đai 2024 Luật Đất đai 2013",
        ),
        (
            "Theo Luật Đất đai, dân được đền bù.",
            "2020-03-01",
            "Luật Đất đai 2013 Luật Đất đai 2024",
        ),
        ("Theo Luật Đất đai, dân được đền bù.", "", "Luật Đất đai 2024 Luật Đất đai 2013"),
        ("Theo Luật Đất đai năm 2013, dân được đền bù.", "2025-03-01", "Luật Đất đai 2013"),
    ] {
        let found = candidates(&registry, &mention(text), on.parse().ok());
        let found: Vec<&str> = found.iter().map(|candidate| candidate.id.as_str()).collect();
        assert_eq!(found.join(" "), ids, "{text} {on}");
    }
    let found = candidates(&registry, &mention("Xã học Nghị quyết 57."), "2025-03-01".parse().ok());
    let reasons: Vec<String> = found[0].reasons.iter().map(Reason::to_string).collect();
    assert_eq!(
        reasons,
        ["type and number fit", "issued on 2024-12-22, 69 days before", "2 articles cite it"]
    );
}

#[test]
fn the_corpus_settles_what_one_record_near_the_day_can_mean() {
    let registry = many();
    for (text, day, expected) in [
        ("Xã học Nghị quyết 57.", "2025-03-01", Some("57-NQ/TW@2024")),
        ("Xã học Nghị quyết 57.", "2019-06-01", Some("57/NQ-CP@2019")),
        // Nothing within a year; an issuer that is another; what has its target.
        ("Xã học Nghị quyết 57.", "2022-03-01", None),
        ("Xã học Nghị quyết 57 của Chính phủ.", "2025-03-01", None),
        ("Xã học Nghị quyết số 57-NQ/TW.", "2025-03-01", None),
    ] {
        let found = settled(&registry, &mention(text), day.parse().expect("a day"));
        assert_eq!(found.as_ref().map(|found| found.id.as_str()), expected, "{text} {day}");
    }
    let found =
        settled(&registry, &mention("Xã học Nghị quyết 57."), "2025-03-01".parse().expect("a day"));
    // Two articles cite it; one is counted against it, and a tenth of the one that cites the other.
    assert_eq!(
        found.map(|found| (found.confidence * 1000.0).round()),
        Some((2000.0_f64 / 3.1).round())
    );
}

#[test]
fn successors_end_where_they_go_round() {
    let registry = of(&[
        (
            "2020-01-05",
            "Nghị định 1/2020/NĐ-CP ngày 2/1/2020 thay thế Nghị định 2/2010/NĐ-CP. Nghị định 3/2005/NĐ-CP.",
        ),
        ("2021-01-06", "Nghị định 5/2021/NĐ-CP thay thế Nghị định 1/2020/NĐ-CP."),
        ("2021-02-06", "Nghị định 2/2010/NĐ-CP thay thế Nghị định 5/2021/NĐ-CP."),
    ]);
    let first = registry.get("2/2010/NĐ-CP").expect("a record");
    let chain: Vec<(String, Option<String>)> = registry
        .successors(first)
        .into_iter()
        .map(|next| (next.id, next.since.map(|day| day.to_string())))
        .collect();
    assert_eq!(
        chain,
        [("1/2020/NĐ-CP".into(), Some("2020-01-02".into())), ("5/2021/NĐ-CP".into(), None)]
    );
    let beside: Vec<(&str, usize)> = registry
        .co_cited("2/2010/NĐ-CP", 5)
        .into_iter()
        .map(|(record, count)| (record.id.as_str(), count))
        .collect();
    assert_eq!(beside, [("1/2020/NĐ-CP", 1), ("3/2005/NĐ-CP", 1), ("5/2021/NĐ-CP", 1)]);
    let months: Vec<(String, usize)> =
        first.by_month.iter().map(|(month, count)| (month.to_string(), *count)).collect();
    assert_eq!(months, [("2020-01-01".to_string(), 1), ("2021-02-01".into(), 1)]);
}

#[test]
fn a_back_reference_to_an_open_form_makes_no_record() {
    let registry = of(&[
        (
            "2020-01-05",
            "Nghị định 86 đã cũ. Nghị định này cần sửa. Luật Giá đã cũ. Luật này cần sửa.",
        ),
        ("2020-01-06", "Nghị định 1/2020/NĐ-CP đã ra. Văn bản này rất rõ."),
    ]);
    assert_eq!(ids(&registry), ["1/2020/NĐ-CP"]);
    let types: Vec<&str> = registry.records[0].evidence[&SaidOf::Type]
        .iter()
        .map(|value| value.value.as_str())
        .collect();
    assert_eq!((types, registry.records[0].mentions), (vec!["Nghị định"], 2));
}

#[test]
fn a_day_of_effect_counts_once_it_has_come() {
    let said = "Nghị định 1/2020/NĐ-CP có hiệu lực từ ngày 1/3/2020.";
    for (last, expected) in [("2020-02-05", Force::Unknown), ("2020-03-05", Force::InForce)] {
        let registry = of(&[("2020-01-05", said), (last, "Xã bàn Nghị định 2/2010/NĐ-CP.")]);
        assert_eq!(
            registry.get("1/2020/NĐ-CP").map(|record| record.force),
            Some(expected),
            "{last}"
        );
    }
    let ended = of(&[
        ("2020-04-05", said),
        ("2021-01-05", "Nghị định 5/2021/NĐ-CP thay thế Nghị định 1/2020/NĐ-CP."),
    ]);
    assert_eq!(ended.get("1/2020/NĐ-CP").map(|record| record.force), Some(Force::Replaced));
}

#[test]
fn a_plan_is_closed_by_who_carries_it_out() {
    let plan = ("2020-01-05", "Bộ đề nghị thay thế Nghị định 2/2010/NĐ-CP.");
    let done = ("2021-01-05", "Nghị định 5/2021/NĐ-CP thay thế Nghị định 2/2010/NĐ-CP.");
    let plans = |registry: &Registry| -> Vec<Option<String>> {
        let record = registry.get("2/2010/NĐ-CP").expect("a record");
        record
            .relations
            .iter()
            .filter(|related| related.is_planned)
            .map(|related| related.closed_by.clone())
            .collect()
    };
    assert_eq!(plans(&of(&[plan])), [None]);
    assert_eq!(plans(&of(&[plan, done])), [Some("5/2021/NĐ-CP".to_string())]);
    assert_eq!(plans(&of(&[done, plan])), [Some("5/2021/NĐ-CP".to_string())]);
}

#[test]
fn open_forms_are_counted_apart() {
    let named = (
        "2024-12-23",
        "Ngày 22/12/2024, Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW về đò ngang và bến nước.",
    );
    let open = ("2025-02-10", "Xã học Nghị quyết 57 về đò ngang. Nghị quyết 57 rất rõ.");
    let counts = |registry: &Registry| -> Vec<(usize, usize)> {
        registry.records.iter().map(|record| (record.documents, record.corpus)).collect()
    };
    assert_eq!(counts(&of(&[named, open])), [(1, 1)]);
    assert_eq!(counts(&of(&[open, named])), [(1, 1)]);
    // A province's act of that number would have been named with its province; another subject is
    // another act.
    let local = (
        "2024-12-23",
        "Ngày 22/12/2024, HĐND tỉnh Lạng Giang ban hành Nghị quyết số 57/2024/NQ-HĐND về đò ngang và bến nước.",
    );
    assert_eq!(counts(&of(&[local, open])), [(1, 0)]);
    assert_eq!(
        counts(&of(&[named, ("2025-02-10", "Xã học Nghị quyết 57 về giá điện.")])),
        [(1, 0)]
    );
    // A further candidate leaves it open again.
    let other = (
        "2025-01-23",
        "Ngày 22/1/2025, Chính phủ ban hành Nghị quyết số 57/NQ-CP về đò ngang và bến nước.",
    );
    assert_eq!(counts(&of(&[named, other, open])), [(1, 0), (1, 0)]);
}

#[test]
fn a_law_has_its_own_names() {
    let registry = of(&[
        (
            "2024-01-05",
            "Luật Nhà ở số 27/2023/QH15 được công bố. Luật Nhà ở năm 2023 rất rõ. luật nhà ở năm 2023 rất rõ.",
        ),
        (
            "2024-01-06",
            "Quốc hội thông qua Luật sửa đổi, bổ sung một số điều của Luật Nhà ở số 27/2023/QH15.",
        ),
        (
            "2019-12-05",
            "Theo Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Nhà ở ngày 22/11/2019, xã làm.",
        ),
        (
            "2016-12-05",
            "Theo Luật Giá năm 2012, xã làm theo Nghị quyết Trung ương 4 (khóa XII), nghị quyết Trung ương 4, khóa XII.",
        ),
    ]);
    let told: Vec<String> = registry
        .records
        .iter()
        .map(|record| {
            format!(
                "{} ({}): {}",
                record.id,
                record.issuer.as_deref().unwrap_or_default(),
                record.aliases.join("|")
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "27/2023/QH15 (Quốc hội): Luật Nhà ở|Luật Nhà ở 2023",
            "Luật Giá 2012 (Quốc hội): Luật Giá 2012",
            "Luật sửa đổi, bổ sung một số điều của Luật Giá 2019 (Quốc hội): Luật sửa đổi, bổ sung một số điều của Luật Giá|Luật sửa đổi, bổ \
             sung một số điều của Luật Giá 2019",
            "Nghị quyết Trung ương 4 khóa XII (Ban Chấp hành Trung ương): Nghị quyết Trung ương 4 khóa XII",
        ]
    );
}
