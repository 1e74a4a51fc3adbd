//! What a full stop may belong to without ending a sentence; all in lower case, without the last stop.

/// Degrees, ranks and forms of address: a name follows.
pub(super) const TITLES: [&str; 46] = [
    "ts", "pgs", "gs", "pgs.ts", "gs.ts", "gs.tskh", "pgs.tskh", "tskh", "ths", "th.s", "t.s", "p.gs", "g.s", "cn", "ks", "bs", "bs.ck1",
    "bs.ck2", "bsck", "bscki", "bsckii", "cki", "ckii", "ck1", "ck2", "ds", "ls", "kts", "ksv", "nsưt", "nsnd", "ns", "ntk", "nxb", "đ/c",
    "đ.c", "đc", "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "lm",
];

/// Kinds of places: the place's name or number follows.
pub(super) const PLACES: [&str; 16] = ["tp", "tx", "tt", "q", "p", "h", "đ", "kp", "kđt", "kcn", "t.p", "ql", "tl", "tnhh", "cty", "x"];

/// What a number or a word follows: page, number, company forms.
pub(super) const REFERENCES: [&str; 9] = ["tr", "no", "nr", "vol", "art", "fig", "vs", "ext", "đt"];

/// Initials of two letters, for the names that begin with a digraph (Ng. = Nguyễn, Tr. = Trần).
pub(super) const DIGRAPHS: [&str; 9] = ["ch", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"];

/// Words after which a single letter stands for a name ("anh T."), besides capitalised words.
pub(super) const BEFORE_INITIALS: [&str; 24] = [
    "ông", "bà", "anh", "chị", "em", "cháu", "cô", "chú", "bác", "cậu", "dì", "cụ", "thầy", "bé", "trai", "gái", "con", "chồng", "vợ",
    "tên", "mẹ", "bố", "cha", "và",
];

/// Words after which a single letter is a number or a grade ("quý I.", "loại A.", "vitamin C."): the stop ends the sentence.
pub(super) const BEFORE_NUMERALS: [&str; 24] = [
    "quý", "kỳ", "khóa", "hội", "chương", "phần", "loại", "nhóm", "hạng", "bảng", "khối", "lớp", "mục", "điểm", "tập", "cấp", "hệ", "lần",
    "kỷ", "vitamin", "phụ", "lục", "đợt", "giai",
];

/// Words that open sentences far more often than names: after "anh T." or "TP." they show that a sentence has ended.
pub(super) const OPENERS: [&str; 70] = [
    "theo", "ông", "bà", "anh", "chị", "khi", "sau", "tại", "trong", "tuy", "ngoài", "hiện", "đến", "ngày", "sáng", "chiều", "tối", "trưa",
    "đêm", "trước", "vì", "do", "đây", "đó", "việc", "nhưng", "cũng", "còn", "với", "về", "qua", "lúc", "khoảng", "người", "đối", "các",
    "những", "nếu", "để", "từ", "bên", "cùng", "trên", "dưới", "mặc", "bởi", "vậy", "như", "nhiều", "hơn", "mỗi", "mọi", "tôi", "chúng",
    "họ", "này", "cụ", "nhờ", "dù", "thế", "song", "tính", "riêng", "kết", "liên", "nhằm", "được", "đáng", "rồi", "khác",
];

/// Capitalised words whose number has a heading behind its stop: "Điều 9. Nghĩa vụ của …".
pub(super) const HEADED: [&str; 8] = ["Điều", "Chương", "Mục", "Phần", "Bài", "Câu", "Bước", "Kỳ"];

/// Last parts of internet names: "báo.vn", "Node.js".
pub(super) const DOMAINS: [&str; 14] = ["com", "vn", "net", "org", "gov", "edu", "info", "js", "io", "html", "htm", "pdf", "php", "tv"];
