//! The columns of a table that others made, cell by cell. What they call UTF-8 need not be: cells
//! are read as bytes.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ByteArrayType, Date32Type, Date64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, GenericByteArray, OffsetSizeTrait};
use arrow_schema::{DataType, SchemaRef, TimeUnit};
use jiff::Timestamp;
use pyo3::PyResult;
use pyo3::exceptions::{PyTypeError, PyValueError};

use super::rows::{Decoded, Given, decoded};

/// What a column is read as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Text,
    Id,
    Published,
}

/// Where the fields of a document have their columns.
#[derive(Clone, Default)]
pub(super) struct Columns {
    text: usize,
    id: Option<usize>,
    published: Option<usize>,
    title: Option<usize>,
    lead: Option<usize>,
    url: Option<usize>,
}

/// The names of columns that the caller gives; one with its usual name need not be there.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub text: String,
    pub id: Option<String>,
    pub published: Option<String>,
    pub title: Option<String>,
    pub lead: Option<String>,
    pub url: Option<String>,
}

impl Names {
    /// The usual name of each.
    pub fn usual() -> Names {
        let usual = |name: &str| Some(name.to_string());
        Names {
            text: "text".into(),
            id: usual("id"),
            published: usual("published"),
            title: usual("title"),
            lead: usual("lead"),
            url: usual("url"),
        }
    }
}

impl Columns {
    /// Looks for the columns.
    ///
    /// # Errors
    ///
    /// `ValueError` for one that the table has not, `TypeError` for one of another type; both name
    /// it.
    pub fn of(schema: &SchemaRef, names: &Names) -> PyResult<Columns> {
        let find = |name: &str, usual: Option<&str>, role| -> PyResult<Option<usize>> {
            let Some((at, field)) =
                schema.fields().iter().enumerate().find(|(_, field)| field.name() == name)
            else {
                if usual == Some(name) {
                    return Ok(None);
                }
                let found: Vec<&str> =
                    schema.fields().iter().map(|field| field.name().as_str()).take(50).collect();
                return Err(PyValueError::new_err(format!(
                    "expected a column `{name}`, but found `{}`",
                    found.join("`, `")
                )));
            };
            match fits(field.data_type(), role) {
                true => Ok(Some(at)),
                false => {
                    let (expected, found) = (expected(role), field.data_type());
                    Err(PyTypeError::new_err(format!(
                        "expected {expected} in the column `{name}`, but found {found}"
                    )))
                }
            }
        };
        let other = |name: &Option<String>, usual, role| {
            name.as_deref().map_or(Ok(None), |name| find(name, Some(usual), role))
        };
        let text = find(&names.text, None, Role::Text)?.unwrap_or_default();
        Ok(Columns {
            text,
            id: other(&names.id, "id", Role::Id)?,
            published: other(&names.published, "published", Role::Published)?,
            title: other(&names.title, "title", Role::Text)?,
            lead: other(&names.lead, "lead", Role::Text)?,
            url: other(&names.url, "url", Role::Text)?,
        })
    }

    /// The id of a row, as far as it can be read.
    pub fn id(&self, columns: &[ArrayRef], row: usize) -> Option<String> {
        Some(cell(columns.get(self.id?)?, row).ok()??.text)
    }

    /// What a row gives of its document.
    ///
    /// # Errors
    ///
    /// What is wrong with a cell, with the field that it is.
    pub fn row(&self, columns: &[ArrayRef], row: usize) -> Result<Given, String> {
        let read = |at: Option<usize>, name: &str| match at.and_then(|at| columns.get(at)) {
            Some(column) => cell(column, row).map_err(|error| format!("`{name}`: {error}")),
            None => Ok(None),
        };
        let cell = |at, name| Ok::<_, String>(read(at, name)?.map(|decoded| decoded.text));
        let (text, doubt) = match read(Some(self.text), "text")? {
            Some(Decoded { text, doubt }) => (text, doubt),
            None => (String::new(), None),
        };
        Ok(Given {
            text,
            doubt,
            id: cell(self.id, "id")?.filter(|id| !id.is_empty()),
            published: cell(self.published, "published")?,
            title: cell(self.title, "title")?,
            lead: cell(self.lead, "lead")?,
            url: cell(self.url, "url")?,
        })
    }
}

fn expected(role: Role) -> &'static str {
    match role {
        Role::Text => "texts",
        Role::Id => "texts or whole numbers",
        Role::Published => "days, times or texts",
    }
}

fn fits(data_type: &DataType, role: Role) -> bool {
    let is_text = data_type.is_string() || data_type.is_null();
    let is_bytes =
        matches!(data_type, DataType::Binary | DataType::LargeBinary | DataType::BinaryView);
    let is_day = matches!(data_type, DataType::Date32 | DataType::Date64 | DataType::Timestamp(..));
    is_text
        || is_bytes
        || (role == Role::Id && data_type.is_integer())
        || (role == Role::Published && is_day)
}

/// What a cell holds as text; none of null.
fn cell(column: &ArrayRef, row: usize) -> Result<Option<Decoded>, String> {
    if row >= column.len() || column.is_null(row) {
        return Ok(None);
    }
    let text = match column.data_type() {
        DataType::Utf8 => return decoded(bytes(column.as_string::<i32>(), row)).map(Some),
        DataType::LargeUtf8 => return decoded(bytes(column.as_string::<i64>(), row)).map(Some),
        DataType::Binary => return decoded(bytes(column.as_binary::<i32>(), row)).map(Some),
        DataType::LargeBinary => return decoded(bytes(column.as_binary::<i64>(), row)).map(Some),
        // The view of a text is its bytes.
        DataType::Utf8View => {
            return decoded(column.as_string_view().clone().to_binary_view().value(row)).map(Some);
        }
        DataType::BinaryView => return decoded(column.as_binary_view().value(row)).map(Some),
        DataType::Int8 => column.as_primitive::<Int8Type>().value(row).to_string(),
        DataType::Int16 => column.as_primitive::<Int16Type>().value(row).to_string(),
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        DataType::UInt8 => column.as_primitive::<UInt8Type>().value(row).to_string(),
        DataType::UInt16 => column.as_primitive::<UInt16Type>().value(row).to_string(),
        DataType::UInt32 => column.as_primitive::<UInt32Type>().value(row).to_string(),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).to_string(),
        day_or_time => return Ok(moment(column, day_or_time, row).map(sure)),
    };
    Ok(Some(sure(text)))
}

const fn sure(text: String) -> Decoded {
    Decoded { text, doubt: None }
}

/// The text of a day or time.
fn moment(column: &ArrayRef, data_type: &DataType, row: usize) -> Option<String> {
    match data_type {
        DataType::Date32 => {
            day(i64::from(column.as_primitive::<Date32Type>().value(row)).saturating_mul(86_400))
        }
        DataType::Date64 => day(column.as_primitive::<Date64Type>().value(row).div_euclid(1_000)),
        DataType::Timestamp(unit, zone) => time(seconds(column, *unit, row), zone.is_some()),
        _ => None,
    }
}

/// The bytes of a cell, whether or not they are the UTF-8 that the column says.
fn bytes<T: ByteArrayType<Offset = O>, O: OffsetSizeTrait>(
    column: &GenericByteArray<T>,
    row: usize,
) -> &[u8] {
    let offset = |at: usize| column.value_offsets().get(at).map(|offset| offset.as_usize());
    let (start, end) = (offset(row).unwrap_or_default(), offset(row + 1).unwrap_or_default());
    column.value_data().get(start..end).unwrap_or_default()
}

fn seconds(column: &ArrayRef, unit: TimeUnit, row: usize) -> i64 {
    match unit {
        TimeUnit::Second => column.as_primitive::<TimestampSecondType>().value(row),
        TimeUnit::Millisecond => {
            column.as_primitive::<TimestampMillisecondType>().value(row).div_euclid(1_000)
        }
        TimeUnit::Microsecond => {
            column.as_primitive::<TimestampMicrosecondType>().value(row).div_euclid(1_000_000)
        }
        TimeUnit::Nanosecond => {
            column.as_primitive::<TimestampNanosecondType>().value(row).div_euclid(1_000_000_000)
        }
    }
}

fn day(seconds: i64) -> Option<String> {
    Timestamp::from_second(seconds).ok()?.to_string().get(.."2021-05-20".len()).map(str::to_string)
}

/// A time to the second; without a zone it is the newspaper's own, Vietnam's.
fn time(seconds: i64, has_zone: bool) -> Option<String> {
    let time = Timestamp::from_second(seconds).ok()?.to_string();
    Some(if has_zone { time } else { time.trim_end_matches('Z').to_string() })
}
