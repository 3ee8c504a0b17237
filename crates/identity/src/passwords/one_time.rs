//! Passwords made by us, handed out once.

use xingtan_platform::ids::Ids;

/// Without letters and digits that look alike.
const LETTERS: &[u8; 31] = b"abcdefghijkmnpqrstuvwxyz2345678";

/// Twelve letters and digits in three groups: about 59 bits.
pub fn generate(ids: &Ids) -> String {
    let mut password = String::with_capacity(14);
    let mut random = 0_u64;
    for index in 0..12 {
        if index % 6 == 0 {
            random = ids.random();
        }
        if index > 0 && index % 4 == 0 {
            password.push('-');
        }
        let letter = usize::try_from(random % 31).unwrap_or(0);
        random /= 31;
        password.push(char::from(LETTERS[letter]));
    }
    password
}
