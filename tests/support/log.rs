//! What the program printed, kept line by line, so that a test can wait for a line and show all of them
//! when it fails.

use std::{
    io::{BufRead, BufReader, Read},
    sync::{Arc, Condvar, Mutex, MutexGuard},
    thread,
    time::{Duration, Instant},
};

/// From which of its two outputs a line came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// What it says to whoever started it.
    Stdout,
    /// Its log and its complaints.
    Stderr,
}

/// The lines of both outputs, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<(Mutex<Outputs>, Condvar)>);

/// What was read, and how many outputs may still say something.
#[derive(Debug, Default)]
struct Outputs {
    lines: Vec<(Output, String)>,
    open: usize,
}

impl Log {
    /// Reads an output to its end, on a thread of its own.
    pub(crate) fn follow(&self, output: Output, from: impl Read + Send + 'static) -> thread::JoinHandle<()> {
        self.read().open += 1;
        let log = self.clone();
        thread::spawn(move || {
            for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).into_owned();
                log.read().lines.push((output, line));
                log.0.1.notify_all();
            }
            log.read().open -= 1;
            log.0.1.notify_all();
        })
    }

    /// The first line that the function makes something of. It waits for it until the time is over or
    /// the program has ended.
    pub fn wait_for<T>(&self, limit: Duration, find: impl Fn(Output, &str) -> Option<T>) -> Option<T> {
        let deadline = Instant::now() + limit;
        let mut read = self.read();
        let mut next = 0;
        loop {
            while let Some((output, line)) = read.lines.get(next) {
                if let Some(found) = find(*output, line) {
                    return Some(found);
                }
                next += 1;
            }
            if read.open == 0 {
                return None;
            }
            let left = deadline.checked_duration_since(Instant::now())?;
            read = self.0.1.wait_timeout(read, left).expect("no reader panics").0;
        }
    }

    /// Everything that came so far.
    pub fn lines(&self) -> Vec<(Output, String)> {
        self.read().lines.clone()
    }

    /// Everything that one output said so far.
    pub fn text(&self, of: Output) -> String {
        self.lines().into_iter().filter(|(output, _)| *output == of).map(|(_, line)| line + "\n").collect()
    }

    /// Everything, to be read by a person after a failure.
    pub fn dump(&self) -> String {
        self.lines()
            .into_iter()
            .map(|(output, line)| match output {
                Output::Stdout => format!("  out | {line}\n"),
                Output::Stderr => format!("  err | {line}\n"),
            })
            .collect()
    }

    fn read(&self) -> MutexGuard<'_, Outputs> {
        self.0.0.lock().expect("no reader panics")
    }
}
