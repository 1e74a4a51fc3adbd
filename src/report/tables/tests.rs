//! Tables read back.

use std::fs::{self, File};
use std::path::Path;

use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal128Type, Int64Type};
use arrow_array::{Array, RecordBatch};

use super::*;
use crate::report::{Cells, CsvStyle, Shown};
use crate::{Annotated, Meta, Origin, Published, RawDocument, extract, link, split::split};

const ALL: Shown = Shown { text: false, all_fields: true, relations: true };

fn documents(id: &str, text: &str) -> Vec<Annotated> {
    let raw = RawDocument {
        origin: Origin { path: "tin.jsonl".into(), record: Some(3) },
        source_id: id.into(),
        meta: Meta { published: Published::parse("2022-03-04T23:30:00Z"), ..Meta::default() },
        text: text.into(),
        blocks: Vec::new(),
        addressable: true,
    };
    split(raw).into_iter().flatten().map(|document| link(extract(document))).collect()
}

fn written(dir: &Path, form: TableForm, shown: Shown, documents: &[Annotated]) {
    let mut tables = TableFolder::create(dir, form, shown).unwrap();
    documents.iter().for_each(|annotated| tables.add(annotated, None).unwrap());
    tables.finish().unwrap();
}

fn read(path: &Path) -> RecordBatch {
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap())
        .unwrap()
        .with_batch_size(1 << 20)
        .build()
        .unwrap();
    let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
    assert!(batches.len() <= 1);
    batches.into_iter().next().unwrap()
}

/// The texts of a column; `-` for null.
fn texts(batch: &RecordBatch, name: &str) -> String {
    let column = batch.column_by_name(name).unwrap();
    let text = |at: usize| match column.is_null(at) {
        true => "-".to_string(),
        false => match column.data_type().to_string().as_str() {
            "Utf8" => column.as_string::<i32>().value(at).to_string(),
            "Int64" => column.as_primitive::<Int64Type>().value(at).to_string(),
            "Date32" => column.as_primitive::<Date32Type>().value_as_date(at).unwrap().to_string(),
            "Decimal128(38, 9)" => column
                .as_primitive::<Decimal128Type>()
                .value_as_string(at)
                .trim_end_matches('0')
                .trim_end_matches('.')
                .to_string(),
            _ => {
                let list = column.as_list::<i32>().value(at);
                list.as_string::<i32>().iter().flatten().collect::<Vec<_>>().join("|")
            }
        },
    };
    (0..batch.num_rows()).map(text).collect::<Vec<_>>().join(" ; ")
}

#[test]
fn parquet_has_what_the_documents_say() {
    let temp = tempfile::tempdir().unwrap();
    let dir = temp.path().join("bảng");
    let text = "Ngày 9/5/2017, Chính phủ ban hành Nghị định 56/2017/NĐ-CP thay thế Nghị định 71/2011/NĐ-CP. Tỉnh chi từ 1.200,5 đến 1.300 tỷ đồng, đạt 3/4 kế hoạch.";
    let all = [documents("một", text), documents("hai", "Trời đẹp.")].concat();
    written(&dir, TableForm::Parquet, ALL, &all);
    let table = |table: Table| read(&dir.join(format!("{}.parquet", table.name())));
    let found = table(Table::Documents);
    for (column, expected) in [
        ("id", "một ; hai"),
        ("origin", "tin.jsonl:3 ; tin.jsonl:3"),
        ("published", "2022-03-05T06:30:00+07:00 ; 2022-03-05T06:30:00+07:00"),
        ("day", "2022-03-05 ; 2022-03-05"),
        ("mentions", "5 ; 0"),
        ("tags", " ; "),
        ("text", "- ; -"),
    ] {
        assert_eq!(texts(&found, column), expected, "{column}");
    }
    let found = table(Table::Mentions);
    for (column, expected) in [
        ("id", "một ; một ; một ; một ; một"),
        ("place", "0 ; 1 ; 2 ; 3 ; 4"),
        ("kind", "date ; regulation ; regulation ; number ; number"),
        (
            "value",
            "2017-05-09 ; 56/2017/NĐ-CP ; 71/2011/NĐ-CP ; 1200500000000..1300000000000 ; 3/4",
        ),
        ("low", "- ; - ; - ; 1200500000000 ; -"),
        ("high", "- ; - ; - ; 1300000000000 ; -"),
        ("first", "2017-05-09 ; - ; - ; - ; -"),
        ("year", "- ; 2017 ; 2011 ; - ; -"),
        ("issued", "- ; 2017-05-09 ; - ; - ; -"),
        ("cites", "- ; 56/2017/NĐ-CP ; 71/2011/NĐ-CP ; - ; -"),
        ("unit", "- ; - ; - ; VND ; -"),
        ("day", "2022-03-05 ; 2022-03-05 ; 2022-03-05 ; 2022-03-05 ; 2022-03-05"),
        ("text_start_char", "- ; - ; - ; - ; -"),
    ] {
        assert_eq!(texts(&found, column), expected, "{column}");
    }
    let found = table(Table::Regulations);
    assert_eq!(texts(&found, "id"), "56/2017/NĐ-CP ; 71/2011/NĐ-CP");
    assert_eq!(texts(&found, "issued"), "2017-05-09 ; -");
    assert_eq!(texts(&found, "in_force"), "unknown ; replaced");
    let found = table(Table::Relations);
    let relation = ["kind", "from_id", "to_id", "status", "documents", "document_ids"]
        .map(|column| texts(&found, column));
    assert_eq!(relation, ["replaces", "56/2017/NĐ-CP", "71/2011/NĐ-CP", "-", "1", "một"]);
}

#[test]
fn an_amount_is_exact_or_null() {
    let batch = |amounts: &[&str]| {
        let mut batch = Batch::new(Table::Mentions);
        let at = Table::Mentions.columns().iter().position(|column| column.name == "low").unwrap();
        for amount in amounts {
            let mut row = vec![Cell::Empty; at + 1];
            row[at] = Cell::amount(amount.parse().ok());
            batch.push(&row);
        }
        texts(&batch.take().unwrap(), "low")
    };
    assert_eq!(batch(&["0.000000001", "1.50", "-3", "0.0000000001"]), "0.000000001 ; 1.5 ; -3 ; -");
    // The greatest amount that there is.
    assert_eq!(batch(&["79228162514264337593543950335"]), "79228162514264337593543950335");
}

#[test]
fn csv_tables_are_the_same_tables() {
    let temp = tempfile::tempdir().unwrap();
    let all = documents("=1", "Ngày 19/5/2021, tỉnh chi 4,50 tỷ đồng; -3,5%.");
    for (is_for_excel, separator, mark) in [(false, ",", ""), (true, ";", "\u{feff}")] {
        let style = CsvStyle { cells: Cells::Guarded, is_for_excel };
        written(temp.path(), TableForm::Csv(style), ALL, &all);
        let mentions = fs::read_to_string(temp.path().join("mentions.csv")).unwrap();
        let header = Table::Mentions
            .columns()
            .iter()
            .map(|column| column.name)
            .collect::<Vec<_>>()
            .join(separator);
        assert_eq!(mentions.lines().next().unwrap(), format!("{mark}{header}"));
        let row = [
            "'=1",
            "tin.jsonl:3",
            "2022-03-05",
            "1",
            "number",
            "text",
            "25",
            "37",
            "\"4,50 tỷ đồng\"",
            "4500000000",
            "4500000000",
            "",
        ];
        let row = row.map(|cell| if is_for_excel { cell.trim_matches('"') } else { cell });
        assert!(mentions.lines().nth(2).unwrap().starts_with(&row.join(separator)), "{mentions}");
        let names = fs::read_dir(temp.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        assert_eq!(names, ["documents.csv", "mentions.csv", "regulations.csv", "relations.csv"]);
    }
}

#[test]
fn a_table_that_is_not_finished_is_not_there() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("mentions.parquet");
    fs::write(&path, "cũ").unwrap();
    let mut table = ParquetTable::create(&path, Table::Mentions).unwrap();
    table.push(&[Cell::Text("một".into())]).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "cũ");
    drop(table);
    assert_eq!(fs::read_dir(temp.path()).unwrap().count(), 1, "what is left unfinished goes");
    ParquetTable::create(&path, Table::Mentions).unwrap().finish().unwrap();
    assert_eq!(&fs::read(&path).unwrap()[..4], b"PAR1");
    let file = ParquetRecordBatchReaderBuilder::try_new(File::open(&path).unwrap()).unwrap();
    let pairs = file.metadata().file_metadata().key_value_metadata().unwrap().clone();
    let value =
        |key: &str| pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.clone());
    assert_eq!(value("thoisu.table").as_deref(), Some("mentions"));
    assert_eq!(value("thoisu.schema").as_deref(), Some(VERSION));
}

#[test]
fn row_groups_end_by_rows_and_by_bytes() {
    let temp = tempfile::tempdir().unwrap();
    let path = temp.path().join("documents.parquet");
    let groups = |rows: usize, text: &dyn Fn(usize) -> String| {
        let mut table = ParquetTable::create(&path, Table::Documents).unwrap();
        for row in 0..rows {
            let cells: Row =
                vec![Cell::Text("a".into()), Cell::Empty, Cell::Text(text(row).into())];
            table.push(&cells).unwrap();
        }
        table.finish().unwrap();
        let file = ParquetRecordBatchReaderBuilder::try_new(File::open(&path).unwrap()).unwrap();
        file.metadata().row_groups().iter().map(|group| group.num_rows()).collect::<Vec<_>>()
    };
    assert_eq!(groups(150_000, &|_| "x".to_string()), [131_072, 18_928]);
    let noise = |row: usize| {
        let mut state = u64::try_from(row).unwrap();
        let letter = |_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            char::from(b'a' + u8::try_from((state >> 33) % 26).unwrap())
        };
        (0..40_000).map(letter).collect()
    };
    assert!(groups(1_500, &noise).len() > 1);
}

#[test]
fn the_readme_names_every_column() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/OUTPUT.md"))
            .unwrap();
    for table in Table::ALL {
        let row = readme
            .lines()
            .find(|line| line.starts_with(&format!("| `{}` |", table.name())))
            .unwrap_or_default();
        for column in table.columns() {
            assert!(
                row.contains(&format!("`{}`", column.name)),
                "{}: {}",
                table.name(),
                column.name
            );
        }
    }
}
