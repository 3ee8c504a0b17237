//! Every background task has a name, an owner and an end.

use std::collections::BTreeMap;
use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::task::AbortHandle;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// The background tasks of one server.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    stopping: CancellationToken,
    running: Arc<Mutex<Running>>,
}

#[derive(Debug, Default)]
struct Running {
    next: u64,
    names: BTreeMap<u64, &'static str>,
}

impl Tasks {
    /// No tasks yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a task. A panic in it is logged with its name and harms no other task.
    /// The task should end soon after [`Tasks::stopping`] is cancelled.
    pub fn spawn<F>(&self, name: &'static str, task: F) -> AbortHandle
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let entry = Entry::new(Arc::clone(&self.running), name);
        let handle = self.tracker.spawn(async move {
            let _entry = entry;
            if let Err(panic) = AssertUnwindSafe(task).catch_unwind().await {
                let reason = panic_text(panic.as_ref());
                tracing::error!(task = name, reason, "A background task panicked.");
            }
        });
        handle.abort_handle()
    }

    /// Cancelled once the server begins to stop.
    pub fn stopping(&self) -> CancellationToken {
        self.stopping.clone()
    }

    /// Asks every task to end and waits for that, at most `deadline`.
    /// Answers the names of the tasks that still run, which it also logs.
    pub async fn stop(&self, deadline: Duration) -> Vec<&'static str> {
        self.stopping.cancel();
        self.tracker.close();
        if tokio::time::timeout(deadline, self.tracker.wait()).await.is_ok() {
            return Vec::new();
        }
        let late: Vec<_> = lock(&self.running).names.values().copied().collect();
        tracing::warn!(tasks = ?late, "Some background tasks did not end in time.");
        late
    }
}

/// A running task's place in the list of names; leaves the list when dropped.
struct Entry {
    running: Arc<Mutex<Running>>,
    number: u64,
}

impl Entry {
    fn new(running: Arc<Mutex<Running>>, name: &'static str) -> Self {
        let mut list = lock(&running);
        let number = list.next;
        list.next += 1;
        list.names.insert(number, name);
        drop(list);
        Self { running, number }
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        lock(&self.running).names.remove(&self.number);
    }
}

fn lock(running: &Mutex<Running>) -> std::sync::MutexGuard<'_, Running> {
    // The list is valid after every statement, so that a panic while it is held spoils nothing.
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a panic said, as far as it said it in words.
pub(crate) fn panic_text(panic: &(dyn std::any::Any + Send)) -> &str {
    if let Some(text) = panic.downcast_ref::<&'static str>() {
        text
    } else if let Some(text) = panic.downcast_ref::<String>() {
        text
    } else {
        "(no message)"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_only_its_own_task() {
        let tasks = Tasks::new();
        let stopping = tasks.stopping();
        let (sender, receiver) = tokio::sync::oneshot::channel();
        tasks.spawn("broken", async { panic!("on purpose") });
        tasks.spawn("sound", async move {
            stopping.cancelled().await;
            let _ = sender.send(());
        });
        assert!(tasks.stop(Duration::from_secs(10)).await.is_empty());
        assert!(receiver.await.is_ok());
    }

    #[tokio::test]
    async fn a_task_that_does_not_end_is_named() {
        let tasks = Tasks::new();
        let endless = tasks.spawn("endless", std::future::pending());
        assert_eq!(tasks.stop(Duration::from_millis(1)).await, ["endless"]);
        endless.abort();
        assert!(tasks.stop(Duration::from_secs(10)).await.is_empty());
    }
}
