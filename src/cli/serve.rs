//! `thoisu serve`: pages to search, read and follow regulations, for a browser.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::done::{Done, STOPPED};
use super::lexicon::add_words_of;
use super::print;
use super::threads::Threads;
use super::with::With;
use crate::serve::{Options, Server, Stop};
use crate::{Error, Result};

/// Serve an archive to browsers: search, read, follow regulations
#[derive(clap::Args)]
#[command(after_help = "\
The binary holds everything: the server needs no network and no files but the index, and writes
nothing. It shows what a later `thoisu run` on the folder adds within a second. Ctrl-C ends it after
the requests under way.

A page's address with .json or .csv is its data; /openapi.json describes the interface under
/api/v1/, /metrics is for Prometheus.

There is no login. `--listen 0.0.0.0:7700` opens the server to other machines: put a reverse proxy
with a login in front (Caddy, nginx), and name its host with --host.

Examples:
  thoisu serve archive --open
  thoisu serve archive --listen 127.0.0.1:8080 --token \"$(cat token)\"
  thoisu serve archive --host tin.example.vn -v          behind a reverse proxy, with an access log
  curl 'http://127.0.0.1:7700/search.csv?q=thue+dat' > hits.csv")]
pub(super) struct Arguments {
    /// The folder that `thoisu run` wrote
    dir: PathBuf,
    #[command(flatten)]
    with: With,
    /// Where to listen; port 0 is any free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7700")]
    listen: SocketAddr,
    /// Open the page in the browser
    #[arg(long)]
    open: bool,
    /// Answer /api/, .json and .csv only with the header `Authorization: Bearer TOKEN`
    #[arg(long, value_name = "TOKEN", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    token: Option<String>,
    /// A host name of this server, beside localhost and IP addresses; repeatable
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,
    /// Seconds after which a request is answered with 503
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = seconds)]
    time_limit: Duration,
    #[command(flatten)]
    threads: Threads,
}

fn seconds(text: &str) -> std::result::Result<Duration, String> {
    let number = text.parse::<f64>().ok().filter(|seconds| *seconds > 0.0 && *seconds <= 3600.0);
    number
        .map(Duration::from_secs_f64)
        .ok_or_else(|| "expected more than 0 and at most 3600 seconds".to_string())
}

pub(super) fn run(arguments: &Arguments) -> Result<Done> {
    add_words_of(&arguments.dir)?;
    let server = Server::open(Options {
        dirs: arguments.with.dirs(&arguments.dir),
        listen: arguments.listen,
        token: arguments.token.clone(),
        hosts: arguments.host.clone(),
        time_limit: arguments.time_limit,
        workers: arguments.threads.count(),
    })?;
    let address = server.address()?;
    if !address.ip().is_loopback() {
        log::warn!(
            "{address} is open to other machines, and there is no login: put a reverse proxy with one \
             in front (Caddy, nginx)"
        );
    }
    let url = format!("http://{}/", reached_at(address));
    print::tell(format_args!(
        "{} documents of {}; Ctrl-C stops",
        server.documents(),
        arguments.dir.display()
    ));
    // Who started it in the background may have closed the output.
    let _ = print::text(format_args!("{url}\n"));
    if arguments.open {
        open(&url);
    }
    server.run(&stop_on_interrupt()?)?;
    Ok(Done::All)
}

/// The address by which this machine reaches a server that listens on all of its own.
fn reached_at(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() {
            std::net::Ipv4Addr::LOCALHOST.into()
        } else {
            std::net::Ipv6Addr::LOCALHOST.into()
        });
    }
    address
}

/// Opens an address in the user's browser.
fn open(url: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/c", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Err(error) = command.spawn() {
        let error = Error::from(error).context(program);
        log::warn!("no browser could be opened ({error}); the address is {url}");
    }
}

/// Stops the server at the first Ctrl-C or request to end; a second one ends the process at once.
fn stop_on_interrupt() -> Result<Stop> {
    let stop = Stop::default();
    let (handle, again) = (stop.clone(), AtomicBool::new(false));
    ctrlc::set_handler(move || {
        if again.swap(true, Ordering::Relaxed) {
            std::process::exit(STOPPED.into());
        }
        handle.stop();
    })
    .map_err(|error| Error::caused("Ctrl-C could not be watched for", error))?;
    Ok(stop)
}
