use std::net::IpAddr;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier as _;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use xingtan_base::clock::UtcMs;

use super::DAY_MS;
use super::authority::Authority;
use super::machine::{Name, names};
use super::own::{Own, examine};
use crate::config::{Config, Tls};

/// 2026-11-28, about noon.
const NOW: UtcMs = UtcMs(1_795_780_800_000);

fn name(text: &str) -> Name {
    Name::parse(text).unwrap_or_else(|| panic!("{text} is no name"))
}

/// Whether a device that trusts the authority takes a certificate as that of a name.
fn takes(authority: &Authority, certificate: &str, of: &str, at: UtcMs) -> Result<(), String> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add(CertificateDer::from(authority.der().to_vec())).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
    let certificate = CertificateDer::from_pem_slice(certificate.as_bytes()).unwrap();
    let of = ServerName::try_from(of.to_owned()).unwrap();
    let now = UnixTime::since_unix_epoch(super::moment(at));
    let verified = verifier.build().unwrap().verify_server_cert(&certificate, &[], &of, &[], now);
    verified.map(|_| ()).map_err(|error| error.to_string())
}

fn certificate_in(config: &Config) -> String {
    let chain = std::fs::read_to_string(config.data.join("tls/certificate.pem")).unwrap();
    let end = "-----END CERTIFICATE-----\n";
    chain[..chain.find(end).unwrap() + end.len()].to_owned()
}

fn config(data: &std::path::Path) -> Config {
    Config { data: data.to_owned(), tls: Tls::Own, ..Config::default() }
}

#[test]
fn names_are_read_as_people_and_browsers_write_them() {
    for (text, is_name) in [
        ("School-PC.Local", true),
        ("192.168.1.5", true),
        ("::1", true),
        ("a_b", false),
        ("-a", false),
        ("学校", false),
        ("a b", false),
        ("", false),
    ] {
        assert_eq!(Name::parse(text).is_some(), is_name, "{text:?}");
    }
    for (host, is) in [
        ("School-PC.local:8080", "school-pc.local"),
        ("192.168.1.5:8080", "192.168.1.5"),
        ("[fd00::1]:8080", "fd00::1"),
        ("[fd00::1]", "fd00::1"),
        ("school", "school"),
    ] {
        assert_eq!(Name::of_host(host), Some(name(is)), "{host}");
    }
    assert_eq!(Name::of_host("::ffff:10.0.0.1"), Some(name("10.0.0.1")));
}

#[test]
fn a_machine_is_reached_by_what_it_listens_at() {
    let more = [name("class.school.example")];
    let here = names("192.168.7.7".parse().unwrap(), &more);
    for reached in ["localhost", "127.0.0.1", "192.168.7.7", "class.school.example"] {
        assert!(here.contains(&name(reached)), "{reached} is not in {here:?}");
    }
    assert!(here.is_sorted());
}

#[test]
fn a_device_that_trusts_the_authority_takes_its_certificates() {
    let folder = tempfile::tempdir().unwrap();
    let known = ["school-pc", "192.168.1.5", "203.0.113.7", "class.school.example"].map(name);
    let authority = Authority::make(folder.path(), &known, NOW).unwrap();
    let leaf = authority.sign(&known, NOW).unwrap();
    for of in ["school-pc", "192.168.1.5", "203.0.113.7", "class.school.example"] {
        takes(&authority, &leaf.certificate, of, NOW).unwrap();
        // Its clock may be a day behind.
        takes(&authority, &leaf.certificate, of, NOW.plus_ms(-DAY_MS)).unwrap();
    }
    assert!(takes(&authority, &leaf.certificate, "192.168.1.6", NOW).is_err(), "another's");
    let later = NOW.plus_ms(31 * DAY_MS);
    assert!(takes(&authority, &leaf.certificate, "school-pc", later).is_err(), "run out");
    let other = tempfile::tempdir().unwrap();
    let other = Authority::make(other.path(), &known, NOW).unwrap();
    assert!(takes(&other, &leaf.certificate, "school-pc", NOW).is_err(), "of another authority");
    assert_ne!(other.name(), authority.name());
}

#[test]
fn an_authority_cannot_pass_for_a_public_site() {
    let folder = tempfile::tempdir().unwrap();
    let known = ["school-pc", "192.168.1.5"].map(name);
    let authority = Authority::make(folder.path(), &known, NOW).unwrap();
    for of in ["bank.example", "8.8.8.8", "notschool-pc", "localhost.example", "2001:db8::1"] {
        assert!(!authority.may_vouch_for(&name(of)), "{of}");
        let forged = authority.sign(&[name(of)], NOW).unwrap();
        let taken = takes(&authority, &forged.certificate, of, NOW);
        assert!(taken.is_err(), "{of} was taken as its own");
    }
    for of in ["school-pc", "x.local", "10.9.8.7", "172.31.0.1", "fd00::1", "192.168.77.1"] {
        assert!(authority.may_vouch_for(&name(of)), "{of}");
        let leaf = authority.sign(&[name(of)], NOW).unwrap();
        takes(&authority, &leaf.certificate, of, NOW)
            .unwrap_or_else(|error| panic!("{of} {error}"));
    }
}

#[test]
fn a_restart_keeps_what_devices_trust_and_its_keys_are_nobody_elses() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let listen: IpAddr = "192.168.1.5".parse().unwrap();
    let first = Own::open(&config, listen, NOW).unwrap();
    let (fingerprint, shown) = (first.authority().fingerprint(), certificate_in(&config));
    for file in ["authority-key.pem", "key.pem"] {
        let path = folder.path().join("tls").join(file);
        let mode = std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    drop(first);
    let again = Own::open(&config, listen, NOW.plus_ms(DAY_MS)).unwrap();
    assert_eq!(again.authority().fingerprint(), fingerprint);
    assert_eq!(
        certificate_in(&config),
        shown,
        "those who clicked a warning away are not asked anew"
    );
    assert_eq!(fingerprint.len(), 32 * 3 - 1);
}

#[test]
fn the_certificate_follows_the_addresses_and_does_not_run_out() {
    let folder = tempfile::tempdir().unwrap();
    let config = config(folder.path());
    let listen: IpAddr = "192.168.1.5".parse().unwrap();
    let own = Own::open(&config, listen, NOW).unwrap();
    let known = own.stands().names;
    assert!(!own.stand_for(known.clone(), NOW.plus_ms(19 * DAY_MS)).unwrap(), "good for long");
    let at = NOW.plus_ms(21 * DAY_MS);
    assert!(own.stand_for(known.clone(), at).unwrap(), "it would run out");
    takes(own.authority(), &certificate_in(&config), "192.168.1.5", NOW.plus_ms(40 * DAY_MS))
        .unwrap();
    let mut moved = known;
    moved.push(name("192.168.2.9"));
    moved.sort();
    assert!(own.stand_for(moved.clone(), at).unwrap(), "the machine has another address");
    takes(own.authority(), &certificate_in(&config), "192.168.2.9", at).unwrap();
    // One that its authority may not vouch for does not spoil the others.
    moved.push(name("203.0.113.7"));
    moved.sort();
    own.stand_for(moved, at).unwrap();
    assert_eq!(own.stands().left_out, [name("203.0.113.7")]);
    takes(own.authority(), &certificate_in(&config), "192.168.2.9", at).unwrap();
}

#[test]
fn the_doctor_says_how_things_stand() {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let mut config = config(folder.path());
    let listen: IpAddr = "192.168.1.5".parse().unwrap();
    assert!(examine(&config, listen, NOW).unwrap().contains("will be made"));
    let own = Own::open(&config, listen, NOW).unwrap();
    let words = examine(&config, listen, NOW).unwrap();
    assert!(words.contains(&own.authority().fingerprint()) && words.contains("192.168.1.5"));
    config.tls_names = vec!["class.school.example".to_owned()];
    let words = examine(&config, listen, NOW).unwrap_err();
    assert!(words.contains("class.school.example") && words.contains("delete"), "{words}");
    config.tls_names = vec!["no name".to_owned()];
    assert!(examine(&config, listen, NOW).unwrap_err().contains("is no name or address"));
    config.tls_names.clear();
    let key = folder.path().join("tls/authority-key.pem");
    set_permissions(&key, Permissions::from_mode(0o644)).unwrap();
    assert!(examine(&config, listen, NOW).unwrap_err().contains("chmod 600"));
    std::fs::remove_file(&key).unwrap();
    let words = examine(&config, listen, NOW).unwrap_err();
    assert!(words.contains("put it back from a copy"), "{words}");
    assert!(Own::open(&config, listen, NOW).is_err(), "no second authority behind one's back");
    let late = NOW.plus_ms(3651 * DAY_MS);
    std::fs::remove_dir_all(folder.path().join("tls")).unwrap();
    let fresh = Own::open(&config, listen, NOW).unwrap();
    assert!(examine(&config, listen, late).unwrap_err().contains("run out"));
    let renewed = Own::open(&config, listen, late).unwrap();
    assert_ne!(renewed.authority().fingerprint(), fresh.authority().fingerprint());
}
