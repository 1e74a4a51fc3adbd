//! What was done, for Prometheus.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

/// What is counted apart: a word of the address's first part, so that no address makes a new one.
pub const ROUTES: [&str; 9] = [
    "home",
    "search",
    "document",
    "regulation",
    "regulations",
    "timeline",
    "api",
    "service",
    "other",
];

/// Seconds of the histogram's buckets.
const BUCKETS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0];

/// The counters.
#[derive(Default)]
pub struct Metrics {
    routes: [Counted; ROUTES.len()],
    /// Requests under way.
    pub in_flight: AtomicI64,
    /// Connections that are open.
    pub connections: AtomicI64,
}

/// A figure as it is now.
pub struct Measured {
    pub name: &'static str,
    /// `counter` or `gauge`.
    pub kind: &'static str,
    pub help: &'static str,
    pub value: i64,
}

/// The counters of one route.
#[derive(Default)]
struct Counted {
    /// By the first digit of the status, from 1.
    statuses: [AtomicU64; 5],
    buckets: [AtomicU64; BUCKETS.len()],
    microseconds: AtomicU64,
}

/// The route of a path, as a place in [`ROUTES`].
fn route(path: &str) -> usize {
    let first = path.trim_start_matches('/').split(['/', '.']).next().unwrap_or_default();
    let name = match first {
        "" => "home",
        "healthz" | "metrics" | "openapi" | "assets" | "robots" => "service",
        first => ROUTES
            .into_iter()
            .find(|route| *route == first && !matches!(first, "home" | "service"))
            .unwrap_or("other"),
    };
    ROUTES.iter().position(|route| *route == name).unwrap_or(ROUTES.len() - 1)
}

impl Metrics {
    /// Counts a request that was answered.
    pub fn count(&self, path: &str, status: u16, took: Duration) {
        let Some(counted) = self.routes.get(route(path)) else { return };
        let class = usize::from(status / 100).saturating_sub(1);
        if let Some(count) = counted.statuses.get(class) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        let seconds = took.as_secs_f64();
        for (bucket, _) in counted.buckets.iter().zip(BUCKETS).filter(|(_, most)| seconds <= *most)
        {
            bucket.fetch_add(1, Ordering::Relaxed);
        }
        counted
            .microseconds
            .fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// All of it, and what others measured, in Prometheus's text format.
    pub fn text(&self, others: &[Measured]) -> String {
        let mut out = String::new();
        let head = |out: &mut String, name: &str, kind: &str, help: &str| {
            let _ = write!(out, "# HELP {name} {help}\n# TYPE {name} {kind}\n");
        };
        head(
            &mut out,
            "thoisu_http_requests_total",
            "counter",
            "Requests answered, by route and class of status.",
        );
        for (route, counted) in ROUTES.iter().zip(&self.routes) {
            for (class, count) in (1..).zip(&counted.statuses) {
                let count = count.load(Ordering::Relaxed);
                if count > 0 {
                    let _ = writeln!(
                        out,
                        "thoisu_http_requests_total{{route=\"{route}\",status=\"{class}xx\"}} {count}"
                    );
                }
            }
        }
        head(
            &mut out,
            "thoisu_http_request_duration_seconds",
            "histogram",
            "Time from a request's head to its answer.",
        );
        for (route, counted) in ROUTES.iter().zip(&self.routes) {
            counted.push_histogram(route, &mut out);
        }
        let own = [
            Measured {
                name: "thoisu_http_requests_in_flight",
                kind: "gauge",
                help: "Requests under way.",
                value: self.in_flight.load(Ordering::Relaxed),
            },
            Measured {
                name: "thoisu_http_connections",
                kind: "gauge",
                help: "Connections that are open.",
                value: self.connections.load(Ordering::Relaxed),
            },
        ];
        for Measured { name, kind, help, value } in own.iter().chain(others) {
            head(&mut out, name, kind, help);
            let _ = writeln!(out, "{name} {value}");
        }
        head(&mut out, "thoisu_build_info", "gauge", "The version of the program.");
        let _ = writeln!(out, "thoisu_build_info{{version=\"{}\"}} 1", env!("CARGO_PKG_VERSION"));
        out
    }
}

impl Counted {
    fn push_histogram(&self, route: &str, out: &mut String) {
        let all: u64 = self.statuses.iter().map(|count| count.load(Ordering::Relaxed)).sum();
        if all == 0 {
            return;
        }
        let name = "thoisu_http_request_duration_seconds";
        for (count, most) in self.buckets.iter().zip(BUCKETS) {
            let _ = writeln!(
                out,
                "{name}_bucket{{route=\"{route}\",le=\"{most}\"}} {}",
                count.load(Ordering::Relaxed)
            );
        }
        let seconds =
            Duration::from_micros(self.microseconds.load(Ordering::Relaxed)).as_secs_f64();
        let _ = write!(
            out,
            "{name}_bucket{{route=\"{route}\",le=\"+Inf\"}} {all}\n{name}_sum{{route=\"{route}\"}} {seconds}\n{name}_count{{route=\"{route}\"}} {all}\n"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_makes_a_new_route() {
        for (path, expected) in [
            ("/", "home"),
            ("/search.csv", "search"),
            ("/regulation/15-NQ/TW.json", "regulation"),
            ("/api/v1/search", "api"),
            ("/metrics", "service"),
            ("/home", "other"),
            ("/x\"y", "other"),
        ] {
            assert_eq!(ROUTES.get(route(path)), Some(&expected), "{path}");
        }
    }
}
