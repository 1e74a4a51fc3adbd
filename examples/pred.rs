use std::io::BufRead;
fn main() {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let v: serde_json::Value = serde_json::from_str(&line).unwrap();
        let text = v["text"].as_str().unwrap();
        let published = v["published"].as_str().and_then(thoisu::Published::parse);
        let t = thoisu::Text::new(text.to_string());
        let n = t.as_str().len();
        let d = thoisu::Document { id: "x".into(), source_id: "x".into(), origin: thoisu::Origin { path: "x".into(), record: None },
            meta: thoisu::Meta { title: None, published, url: None }, blocks: vec![thoisu::Block { kind: thoisu::BlockKind::Paragraph, span: thoisu::Span::new(0, n), part: 0 }], text: t, addressable: true };
        let a = thoisu::extract(d);
        let ms: Vec<_> = a.mentions.iter().map(|m| {
            let mut o = serde_json::json!({"kind": m.value.kind().name(), "start": m.source.start, "end": m.source.end, "text": m.surface, "value": m.value.canonical()});
            match &m.value { thoisu::Value::Regulation(r) => { o["form"] = r.form.name().into(); o["type"] = r.doc_type.clone().into(); o["issuer"] = r.issuer.clone().into(); o["issued"] = r.issued.map(|d| d.to_string()).into(); }
              thoisu::Value::Number(q) => { o["form"] = q.form.name().into(); o["class"] = q.class.name().into(); o["unit"] = q.unit.into(); } _ => {} }
            o }).collect();
        println!("{}", serde_json::json!({"id": v["id"], "mentions": ms}));
    }
}
