//! Hashing on threads of its own with a queue of its own, so that a storm of sign-ins delays
//! sign-ins and nothing else.

use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::oneshot;
use xingtan_base::problems::Problem;
use xingtan_platform::http::ApiError;

use crate::limits::{PASSWORD_QUEUE_MAX, PASSWORD_THREADS_MAX};

/// What one hash costs.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    /// 19 MiB and two passes, one lane: the OWASP recommendation for argon2id.
    pub const fn owasp() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2 }
    }

    /// As cheap as the algorithm allows, for tests and made-up people only.
    pub const fn cheapest() -> Self {
        Self { memory_kib: 8, passes: 1 }
    }

    /// Hashes on the calling thread.
    ///
    /// # Errors
    /// When the algorithm refuses its parameters, which would be our bug.
    pub fn hash(self, password: &str) -> anyhow::Result<String> {
        let params = Params::new(self.memory_kib, self.passes, 1, None)
            .map_err(|error| anyhow::anyhow!("argon2 parameters: {error}"))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let hash = argon2
            .hash_password(password.as_bytes())
            .map_err(|error| anyhow::anyhow!("argon2: {error}"))?;
        Ok(hash.to_string())
    }
}

enum Work {
    Hash(String, oneshot::Sender<anyhow::Result<String>>),
    Verify(String, Option<String>, oneshot::Sender<bool>),
}

/// The threads and their queue. They end when the pool is dropped.
pub struct Pool {
    queue: SyncSender<Work>,
}

impl Pool {
    /// Starts the threads.
    pub fn start(cost: Cost) -> Self {
        let (queue, work) = sync_channel(PASSWORD_QUEUE_MAX);
        let work = Arc::new(Mutex::new(work));
        let threads = std::thread::available_parallelism()
            .map_or(1, std::num::NonZero::get)
            .clamp(1, PASSWORD_THREADS_MAX);
        for index in 0..threads {
            let work = Arc::clone(&work);
            let started = std::thread::Builder::new()
                .name(format!("passwords-{index}"))
                .spawn(move || run(cost, &work));
            if let Err(error) = started {
                tracing::error!(%error, "a password thread did not start");
            }
        }
        Self { queue }
    }

    /// Hashes a password.
    ///
    /// # Errors
    /// 503 when the queue is full.
    pub async fn hash(&self, password: &str) -> Result<String, ApiError> {
        let (answer, wait) = oneshot::channel();
        self.send(Work::Hash(password.to_owned(), answer))?;
        Ok(wait.await.map_err(|_| busy())??)
    }

    /// Checks a password against a hash. Without a hash the same time passes and the answer is
    /// no, so that time does not tell which names exist.
    ///
    /// # Errors
    /// 503 when the queue is full.
    pub async fn verify(&self, password: &str, hash: Option<String>) -> Result<bool, ApiError> {
        let (answer, wait) = oneshot::channel();
        self.send(Work::Verify(password.to_owned(), hash, answer))?;
        Ok(wait.await.map_err(|_| busy())?)
    }

    fn send(&self, work: Work) -> Result<(), Problem> {
        self.queue.try_send(work).map_err(|error| match error {
            TrySendError::Full(_) | TrySendError::Disconnected(_) => busy(),
        })
    }
}

fn run(cost: Cost, work: &Mutex<Receiver<Work>>) {
    let dummy = cost.hash("a password that nobody has").unwrap_or_default();
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        // Whoever asked may have gone; then the answer is dropped.
        match next {
            Ok(Work::Hash(password, answer)) => drop(answer.send(cost.hash(&password))),
            Ok(Work::Verify(password, hash, answer)) => {
                let is_known = hash.is_some();
                let matches = verify(&password, hash.as_deref().unwrap_or(&dummy));
                let _ = answer.send(is_known && matches);
            }
            Err(_) => return,
        }
    }
}

fn verify(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// 503: too many people sign in at this moment.
pub fn busy() -> Problem {
    Problem::new(503, "password.busy", "Too many people sign in at this moment; try again.")
        .retry_after_s(2)
}
