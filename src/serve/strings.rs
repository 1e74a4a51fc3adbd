//! Every word of the pages, in Vietnamese and English: the one table. `{}` is filled in, in order.

/// Makes the words of both languages of one table.
macro_rules! table {
    ($($name:ident: $vietnamese:literal, $english:literal;)+) => {
        /// The words of one language.
        pub struct Words {
            $(pub $name: &'static str,)+
            names: fn(&Name) -> &'static str,
        }

        /// Vietnamese.
        pub static VIETNAMESE: Words = Words { $($name: $vietnamese,)+ names: |name| name.1 };

        /// English.
        pub static ENGLISH: Words = Words { $($name: $english,)+ names: |name| name.2 };

        #[cfg(test)]
        const ALL: &[(&str, &str, &str)] = &[$((stringify!($name), $vietnamese, $english),)+];
    };
}

table! {
    own_name: "Tiếng Việt", "English";
    skip: "Đến nội dung chính", "Skip to the content";
    ways: "Các trang", "Pages of this site";
    footer: "Kho bài:", "Archive:";
    keys: "Phím: / tìm, j và k đi tới và lui", "Keys: / search, j and k next and previous";
    search: "Tìm", "Search";
    search_label: "Tìm trong các bài, gõ có dấu hay không dấu", "Search the articles, with or without diacritics";
    search_hint: "nghi quyet trung uong", "nghi quyet trung uong";
    articles: "Bài", "Articles";
    regulation: "Văn bản", "Regulation";
    regulations: "Văn bản", "Regulations";
    timeline: "Dòng thời gian", "Timeline";
    results: "Kết quả", "Results";
    filters: "Lọc", "Filters";
    filters_on: "Đang lọc theo", "Active filters";
    filter_off: "bỏ lọc", "remove this filter";
    to_filters: "Đến phần lọc", "To the filters";
    welcome: "Có thể hỏi gì?", "What can I search for?";
    welcome_bare: "Gõ không dấu cũng được: mọi cách viết có dấu đều được tìm. Gõ có dấu thì chỉ tìm đúng chữ ấy.", "You may type without diacritics: all spellings with them are found. A word typed with diacritics finds only itself.";
    example_bare: "gõ không dấu, như trên điện thoại", "typed without diacritics, as on a phone";
    example_phrase: "các chữ liền nhau", "words that stand together";
    example_date: "bài nhắc đến một ngày trong tháng ấy", "mentions a day of that month";
    example_number: "bài nhắc đến số tiền từ đó trở lên", "mentions a sum of that or more";
    example_or: "một trong hai chữ, không có chữ thứ ba", "either of two words, without a third";
    newest_first: "trong kho, mới nhất trước", "in the archive, the newest first";
    found: "phù hợp.", "match.";
    nothing: "Không có bài nào phù hợp.", "No article matches.";
    together: "{} bài có các chữ liền nhau; {} bài có đủ các chữ.", "{} have the words together; {} have all of them.";
    all_words: "{} bài có đủ các chữ; các bài khác có phần lớn.", "{} have all the words; the others have most of them.";
    counts_together: "Biểu đồ và bộ lọc chỉ đếm các bài có các chữ liền nhau.", "Bars and filters count only articles with the words side by side.";
    count_all: "Đếm tất cả", "Count all";
    exact: "Tìm đúng chữ đã gõ", "Search for exactly what I typed";
    showing: "Đang tìm:", "Showing results for";
    expanded: "Tìm cả:", "Also searched:";
    completed: "Thêm dấu hay chữ cái cho:", "Completed:";
    dropped: "Không bài nào có chữ:", "Found in no article:";
    advice_bare: "Thử gõ không dấu: chữ có dấu chỉ tìm đúng nó.", "Try it without diacritics: a word with them finds only itself.";
    advice_filters: "Bỏ mọi bộ lọc", "Remove all filters";
    advice_fewer: "Thử ít chữ hơn, hoặc OR giữa các chữ.", "Try fewer words, or OR between them.";
    no_hit_here: "Trang này không còn bài nào.", "This page has no more articles.";
    order: "Thứ tự:", "Order:";
    sort_relevance: "phù hợp nhất", "best match";
    sort_newest: "mới nhất", "newest";
    sort_oldest: "cũ nhất", "oldest";
    in_time: "Theo thời gian", "Over time";
    by_year: "Số bài theo năm", "Articles by year";
    by_month: "Số bài theo tháng", "Articles by month";
    period: "Kỳ", "Period";
    years: "năm", "years";
    months: "tháng", "months";
    share: "Tỷ lệ", "Share";
    counts: "số bài", "counts";
    shares: "tỷ lệ trong mọi bài của kỳ", "share of all articles";
    undated: "{} bài không rõ ngày đăng.", "{} without a day of publication.";
    undated_mentioned: "{} bài không nhắc ngày nào trong một kỳ.", "{} mention no date of one period.";
    as_table: "Xem bảng số", "Show as a table";
    different: "({} khác nhau)", "({} different)";
    card: "thẻ", "card";
    card_of: "Thẻ của {}", "Card of {}";
    mentions: "Những chỗ nhắc khớp với câu hỏi", "Mentions that satisfy the query";
    more: "và {} nữa", "and {} more";
    pages: "Các trang kết quả", "Pages of results";
    page_before: "trang trước", "previous page";
    page_behind: "trang sau", "next page";
    page_of: "trang {} / {}", "page {} of {}";
    csv_all: "CSV, tất cả", "CSV, all of them";
    csv: "CSV", "CSV";
    csv_mentions: "Các chỗ nhắc, CSV", "Mentions as CSV";
    one_article: "{} bài", "{} article";
    some_articles: "{} bài", "{} articles";
    no_title: "(không có tiêu đề)", "(no title)";
    no_day: "không rõ ngày", "undated";
    from_address: "theo địa chỉ", "from the address";
    near_duplicate: "gần trùng với một bài trước", "nearly the same as an earlier one";
    near_duplicates: "Bài gần trùng", "Nearly the same";
    earlier: "bài trước", "earlier";
    same_id: "Bài khác cùng mã, từ {}", "Another article with this id, from {}";
    back: "Về danh sách kết quả", "Back to the results";
    hit_before: "bài trước", "previous";
    hit_behind: "bài sau", "next";
    hit_of: "{} / {}", "{} of {}";
    legend: "Chú giải", "Legend";
    legend_note: "Rê chuột hoặc bấm phím Tab tới một chỗ nhắc để xem giá trị. Bỏ dấu ở ô để ẩn màu.", "Point at a mention, or reach it with the Tab key, to see its value. Clear a box to hide its colour.";
    about: "Về bài này", "About this article";
    official: "Là văn bản", "Is the regulation";
    source_page: "Trang gốc", "Original page";
    id: "Mã", "Id";
    from_file: "Từ tệp", "From the file";
    citation: "Trích dẫn", "Citation";
    annotated: "HTML có đánh dấu", "Annotated HTML";
    value_unknown: "không rõ", "unknown";
    symbol: "Ký hiệu", "Symbol";
    several: "{} văn bản có thể được gọi như vậy:", "{} regulations may be called so:";
    disputed: "các bài nói khác nhau", "disputed";
    by_symbol: "theo ký hiệu", "by the symbol";
    cited: "Được nhắc trong", "Cited by";
    times: "{} lần", "{} times";
    from_to: "từ {} đến {}", "from {} to {}";
    called: "Còn gọi là", "Also called";
    force: "Hiệu lực", "Force";
    since: "từ {}", "since {}";
    relations: "Quan hệ", "Relations";
    relations_drawn: "Sơ đồ quan hệ với các văn bản khác", "Its relations to other regulations, drawn";
    what_it_does: "Văn bản này", "What it does to others";
    done_to_it: "Đối với văn bản này", "What others do to it";
    planned: "dự kiến", "planned";
    not_named: "văn bản không nêu tên", "an act that is not named";
    newest: "Bài mới nhất", "Newest articles";
    beside: "Thường được nhắc cùng", "Often cited with it";
    regulations_found: "{} trong {} văn bản được nhắc trong kho", "{} of the {} regulations that the archive cites";
    all_regulations: "Xem tất cả", "Show all";
    words: "Từ trong ký hiệu, tên, tên gọi khác", "Words of its symbol, title or other names";
    narrow: "Lọc", "Filter";
    any: "tất cả", "any";
    last_cited: "Nhắc gần nhất", "Last cited";
    counted_by: "Tính theo", "Counted by";
    published: "ngày đăng", "day of publication";
    mentioned: "ngày được nhắc", "dates mentioned";
    mentioned_note: "Một bài có thể nhắc nhiều ngày, nên được đếm ở nhiều kỳ.", "An article that mentions several dates counts in several periods.";
    query: "Câu hỏi", "Query";
    from: "Từ", "From";
    to: "Đến", "To";
    show: "Xem", "Show";
    query_help: "Dấu ^ chỉ chỗ sai. Vài ví dụ:", "The ^ shows the place. Some examples:";
    problem_query: "Câu hỏi chưa đúng", "The query does not parse";
    problem_missing: "Không tìm thấy", "Not found";
    problem_busy: "Máy chủ đang bận", "The server is busy";
    problem_request: "Yêu cầu chưa đúng", "Bad request";
    to_start: "Về trang đầu", "To the first page";
}

/// A name in data, and what people call it.
type Name = (&'static str, &'static str, &'static str);

/// Names of kinds, fields, relations, states.
const NAMES: &[Name] = &[
    ("date", "ngày tháng", "date"),
    ("number", "con số", "number"),
    ("regulation", "văn bản", "regulation"),
    ("provision", "điều khoản", "provision"),
    ("type", "Loại", "Type"),
    ("issuer", "Cơ quan ban hành", "Issuer"),
    ("issued", "Ngày ban hành", "Issued"),
    ("title", "Tên", "Title"),
    ("year", "Năm", "Year"),
    ("published", "Ngày đăng", "Published"),
    ("source", "Nguồn", "Source"),
    ("section", "Chuyên mục", "Section"),
    ("author", "Tác giả", "Author"),
    ("tag", "Thẻ", "Tag"),
    ("disputed", "các bài nói khác nhau", "disputed"),
    ("planned", "sắp bị thay đổi", "to be changed"),
    ("amends", "sửa đổi", "amends"),
    ("amended_by", "được sửa đổi bởi", "amended by"),
    ("replaces", "thay thế", "replaces"),
    ("replaced_by", "được thay thế bởi", "replaced by"),
    ("repeals", "bãi bỏ", "repeals"),
    ("repealed_by", "bị bãi bỏ bởi", "repealed by"),
    ("suspends", "ngưng hiệu lực", "suspends"),
    ("suspended_by", "bị ngưng bởi", "suspended by"),
    ("extends", "kéo dài", "extends"),
    ("extended_by", "được kéo dài bởi", "extended by"),
    ("details", "quy định chi tiết", "details"),
    ("detailed_by", "được quy định chi tiết bởi", "detailed by"),
    ("implements", "thực hiện", "implements"),
    ("implemented_by", "được thực hiện bởi", "implemented by"),
    ("based_on", "căn cứ", "based on"),
    ("basis_for", "là căn cứ của", "basis for"),
    ("consolidates", "hợp nhất", "consolidates"),
    ("consolidated_by", "được hợp nhất bởi", "consolidated by"),
    ("corrects", "đính chính", "corrects"),
    ("corrected_by", "được đính chính bởi", "corrected by"),
    ("unknown", "không bài nào nói đã hết hiệu lực", "no article says that it ended"),
    ("in force", "còn hiệu lực", "in force"),
    ("replaced", "đã bị thay thế", "replaced"),
    ("repealed", "đã bị bãi bỏ", "repealed"),
    ("suspended", "bị ngưng hiệu lực", "suspended"),
    ("count", "số đếm", "count"),
    ("measure", "số đo", "measure"),
    ("money", "tiền", "money"),
    ("percent", "phần trăm", "per cent"),
    ("ratio", "tỷ số", "ratio"),
    ("duration", "khoảng thời gian", "duration"),
    ("ordinal", "thứ tự", "ordinal"),
    ("dawn", "rạng sáng", "dawn"),
    ("morning", "sáng", "morning"),
    ("noon", "trưa", "noon"),
    ("afternoon", "chiều", "afternoon"),
    ("evening", "tối", "evening"),
    ("night", "đêm", "night"),
];

impl Words {
    /// What people call a name in data; the name itself where it has no other.
    pub fn of_name<'n>(&self, name: &'n str) -> &'n str {
        NAMES.iter().find(|known| known.0 == name).map_or(name, |known| (self.names)(known))
    }
}

/// A text with these in the places of its `{}`.
pub fn fill(text: &str, values: &[&str]) -> String {
    let mut parts = text.split("{}");
    let mut out = parts.next().unwrap_or_default().to_string();
    for (at, part) in parts.enumerate() {
        out.push_str(values.get(at).copied().unwrap_or_default());
        out.push_str(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;
    use crate::model::RelationKind;

    #[test]
    fn both_languages_say_the_same() {
        for (name, vietnamese, english) in ALL {
            assert!(!vietnamese.is_empty() && !english.is_empty(), "{name}");
            assert_eq!(vietnamese.matches("{}").count(), english.matches("{}").count(), "{name}");
        }
    }

    #[test]
    fn names_of_data_have_words() {
        let relations = [
            RelationKind::Amends,
            RelationKind::Replaces,
            RelationKind::BasedOn,
            RelationKind::Corrects,
        ];
        let names = Kind::ALL.iter().map(|kind| kind.name());
        let names = names
            .chain(relations.iter().map(|kind| kind.name()))
            .chain(relations.iter().map(|kind| kind.passive()));
        for name in names {
            assert!(NAMES.iter().any(|known| known.0 == name), "{name}");
        }
        assert_eq!(
            (VIETNAMESE.of_name("amends"), ENGLISH.of_name("based_on"), ENGLISH.of_name("x")),
            ("sửa đổi", "based on", "x")
        );
    }

    #[test]
    fn places_are_filled_in_order() {
        assert_eq!(fill("{} trong {}", &["2", "5"]), "2 trong 5");
        assert_eq!(fill("không", &["2"]), "không");
        assert_eq!(fill("{}{}", &["{}"]), "{}");
    }
}
