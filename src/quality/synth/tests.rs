use super::*;
use crate::quality::eval::{Predictions, read_gold, score};
use crate::{Meta, Origin, Published, RawDocument, extract};

/// The records and the gold of some articles.
fn written(numbers: impl Iterator<Item = u64>, seed: u64) -> Result<(Vec<u8>, Vec<u8>)> {
    let (mut records, mut gold) = (Vec::new(), Vec::new());
    let mut synth = Synth::new(seed);
    for number in numbers {
        synth.write(number);
        synth.write_record(&mut records)?;
        synth.write_gold(&mut gold)?;
    }
    Ok((records, gold))
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_every_machine() -> Result<()> {
    let (records, gold) = written(0..50, 1)?;
    let hash = |bytes: &[u8]| twox_hash::XxHash3_64::oneshot(bytes);
    assert_eq!(
        (hash(&records), hash(&gold)),
        (5_487_303_155_569_163_126, 10_041_663_584_012_775_097),
        "a change of tables or makers changes this, and what was measured on them"
    );
    assert_ne!(written(0..50, 2)?.0, records);
    Ok(())
}

#[test]
fn an_article_does_not_depend_on_the_others() -> Result<()> {
    let all = written(0..20, 7)?.0;
    let some: Vec<u8> = written([3, 4, 5].into_iter(), 7)?.0;
    assert!(all.windows(some.len()).any(|window| window == some));
    Ok(())
}

#[test]
fn mentions_stand_where_they_say() -> Result<()> {
    let gold = read_gold(written(0..200, 3)?.1.as_slice())?;
    for document in &gold {
        assert!(document.mentions.is_sorted_by(|a, b| a.end <= b.start), "{}", document.id);
    }
    let mentions: usize = gold.iter().map(|document| document.mentions.len()).sum();
    assert!((8..30).contains(&(mentions / gold.len())), "{}", mentions / gold.len());
    Ok(())
}

#[test]
fn the_extractors_find_what_was_put_in() -> Result<()> {
    let gold = read_gold(written(0..300, 5)?.1.as_slice())?;
    let mut predictions = Predictions::default();
    for document in &gold {
        let raw = RawDocument {
            origin: Origin { path: document.id.clone(), record: None },
            source_id: document.id.clone(),
            meta: Meta {
                published: document.published.as_deref().and_then(Published::parse),
                ..Meta::default()
            },
            text: document.text.clone(),
            blocks: Vec::new(),
            addressable: true,
        };
        for found in crate::split::split(raw)? {
            predictions.add(&extract(found));
        }
    }
    let mut scores = score(&gold, &predictions);
    scores.keep_faults(5);
    for group in &scores.groups {
        assert!(group.f1() >= 0.97, "{scores}");
    }
    Ok(())
}
