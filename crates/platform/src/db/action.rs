//! Actions with their types erased, so that a queue can hold them.

use std::future::Future;
use std::pin::Pin;

use tokio::sync::oneshot;

use super::error::Error;
use super::tx::Tx;

/// A future that stays on its thread.
pub(super) type LocalFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// An action in a queue. It may be run several times and is answered once.
pub(super) trait Action: Send {
    /// The action's name, for messages.
    fn name(&self) -> &'static str;
    /// Runs the action and keeps its outcome; tells whether that was `Ok`.
    fn run<'a>(&'a mut self, tx: &'a Tx) -> LocalFuture<'a, bool>;
    /// Answers the caller: with the outcome of the last run, or with the error given.
    fn answer(self: Box<Self>, fate: Result<(), Error>);
}

struct Queued<F, T, E> {
    name: &'static str,
    action: F,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

/// The receiving end of an action's answer.
pub(super) type Answer<T, E> = oneshot::Receiver<Result<T, E>>;

/// Erases an action's types; the answer arrives at the receiver.
pub(super) fn erase<T, E, F>(name: &'static str, action: F) -> (Box<dyn Action>, Answer<T, E>)
where
    F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    (Box::new(Queued { name, action, outcome: None, reply }), answer)
}

impl<F, T, E> Action for Queued<F, T, E>
where
    F: AsyncFn(&Tx) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    fn name(&self) -> &'static str {
        self.name
    }

    fn run<'a>(&'a mut self, tx: &'a Tx) -> LocalFuture<'a, bool> {
        Box::pin(async move {
            let outcome = (self.action)(tx).await;
            let is_ok = outcome.is_ok();
            self.outcome = Some(outcome);
            is_ok
        })
    }

    fn answer(self: Box<Self>, fate: Result<(), Error>) {
        let missing = || {
            let message = "was answered without having run".to_owned();
            Err(E::from(Error::Misuse { action: self.name, message }))
        };
        let outcome = match fate {
            Ok(()) => self.outcome.unwrap_or_else(missing),
            Err(error) => Err(E::from(error)),
        };
        // The caller may have gone away; what was stored stays stored.
        let _ = self.reply.send(outcome);
    }
}
