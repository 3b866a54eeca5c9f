//! Saving and reading on a real disk, in folders of their own.

use std::fs;
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::*;
use crate::model::FileNow;

fn message(result: Result<(), DiskError>) -> String {
    result.unwrap_err().message
}

#[test]
fn a_saved_file_reads_back_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    save(&path, b"one").unwrap();
    save(&path, b"two").unwrap();
    assert_eq!(read(&path).unwrap(), b"two");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn errors_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.json");
    save(&file, b"{}").unwrap();
    insta::assert_snapshot!(message(save(folder.path(), b"")), @"this is a folder; add a file name");
    let nowhere = folder.path().join("no/such/a.json");
    insta::assert_snapshot!(message(save(&nowhere, b"")), @"the folder does not exist; make it first");
    insta::assert_snapshot!(message(save(&file.join("b"), b"")), @"what should be its folder is a file");
    insta::assert_snapshot!(message(read(&nowhere).map(drop)), @"there is no such file");
    insta::assert_snapshot!(message(read(folder.path()).map(drop)), @"this is a folder, not a file");
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    insta::assert_snapshot!(message(save(&file, b"")), @"the file is read-only; save under another name, or make it writable");
    assert_eq!(read(&file).unwrap(), b"{}");
}

#[test]
fn a_file_that_another_program_changed_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let mine = save_over(&path, b"mine", None, &[], &|_| ()).unwrap();
    assert_eq!(changed_since(&path, &mine), None);
    fs::write(&path, b"theirs").unwrap();
    let theirs = stamp(&path).unwrap();
    let refused = save_over(&path, b"mine again", Some(mine), &[], &|_| ());
    assert_eq!(refused, Err(SaveError::Changed(theirs)));
    assert_eq!(read(&path).unwrap(), b"theirs");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    save_over(&path, b"mine again", Some(theirs), &[], &|_| ()).unwrap();
    assert_eq!(read(&path).unwrap(), b"mine again");
}

#[test]
fn a_file_that_was_only_touched_or_taken_away_is_saved_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let mine = save_over(&path, b"mine", None, &[], &|_| ()).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(UNIX_EPOCH).unwrap();
    assert_eq!(changed_since(&path, &mine), None);
    save_over(&path, b"touched", Some(mine), &[], &|_| ()).unwrap();
    remove(&path).unwrap();
    save_over(&path, b"gone", Some(mine), &[], &|_| ()).unwrap();
    assert_eq!(read(&path).unwrap(), b"gone");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_the_file_keeps_its_permissions() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("real.json");
    let link = folder.path().join("link.json");
    save(&file, b"old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.json", &link).unwrap();
    save(&link, b"new").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(read(&file).unwrap(), b"new");
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_with_two_names_keeps_both_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("a.json"), folder.path().join("b.json"));
        save(&one, b"a longer text").unwrap();
        fs::hard_link(&one, &other).unwrap();
        for bytes in [&b"short"[..], b"and longer than before"] {
            let stamp = save_over(&one, bytes, None, &[], &|_| ()).unwrap();
            assert_eq!(read(&other).unwrap(), bytes);
            assert_eq!(changed_since(&other, &stamp), None);
        }
        assert_eq!(fs::metadata(&one).unwrap().nlink(), 2);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_hard_link_in_place_of_the_file_is_replaced_and_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (mine, other) = (folder.path().join("a.json"), folder.path().join("b.json"));
        save(&mine, b"mine").unwrap();
        let (_, opened) = read_stamped(&mine).unwrap();
        save(&other, b"theirs").unwrap();
        fs::remove_file(&mine).unwrap();
        fs::hard_link(&other, &mine).unwrap();
        // The user is asked, and keeps what is open.
        let FileNow::Present(now) = look(&mine, Some(&opened)) else {
            panic!("the file is there");
        };
        let saved = save_over(&mine, b"mine again", Some(now), &[], &|_| ()).unwrap();
        assert_eq!(read(&other).unwrap(), b"theirs");
        assert_eq!(read(&mine).unwrap(), b"mine again");
        // A link that is made to the saved file is another name of it.
        fs::remove_file(&other).unwrap();
        fs::hard_link(&mine, &other).unwrap();
        save_over(&mine, b"both", Some(saved), &[], &|_| ()).unwrap();
        assert_eq!(read(&other).unwrap(), b"both");
    }

    #[test]
    fn a_file_with_two_names_that_another_program_changed_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (folder.path().join("a.json"), folder.path().join("b.json"));
        let mine = save_over(&one, b"mine", None, &[], &|_| ()).unwrap();
        fs::hard_link(&one, &other).unwrap();
        fs::write(&other, b"theirs").unwrap();
        let refused = save_over(&one, b"mine again", Some(mine), &[], &|_| ());
        assert!(matches!(refused, Err(SaveError::Changed(_))), "{refused:?}");
        assert_eq!(read(&one).unwrap(), b"theirs");
    }

    #[test]
    fn pipes_devices_and_made_up_files_are_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.json");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        for path in [&*pipe, Path::new("/dev/zero"), Path::new("/dev/null")] {
            let refused = message(read(path).map(drop));
            let what = if path == &*pipe { "a pipe" } else { "a device" };
            let expected = format!("this is {what}, not an ordinary file");
            assert!(refused.contains(&expected), "{refused}");
        }
        if cfg!(target_os = "linux") {
            let refused = message(read(Path::new("/proc/kmsg")).map(drop));
            assert!(refused.contains("ordinary"), "{refused}");
        }
        assert_eq!(stamp(&pipe), None);
    }

    #[test]
    fn a_pipe_that_took_the_place_of_the_open_file_is_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let mine = save_over(&path, b"mine", None, &[], &|_| ()).unwrap();
        remove(&path).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.unwrap().success());
        assert_eq!(changed_since(&path, &mine), None);
        let refused = save_over(&path, b"mine again", Some(mine), &[], &|_| ());
        assert!(matches!(refused, Err(SaveError::Disk(_))), "{refused:?}");
        let FileNow::Replaced(what) = look(&path, Some(&mine)) else {
            panic!("a pipe is not the file");
        };
        assert_eq!(what, "a pipe has taken the place of the file");
    }

    #[test]
    fn a_link_that_took_the_place_of_the_open_file_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (path, private) = (folder.path().join("a.json"), folder.path().join("private"));
        let nowhere = folder.path().join("nowhere");
        let mine = save_over(&path, b"mine", None, &[], &|_| ()).unwrap();
        // The same bytes as in the file, other ones, and none.
        for (target, bytes) in [
            (&private, Some(b"mine")),
            (&private, Some(b"else")),
            (&nowhere, None),
        ] {
            if let Some(bytes) = bytes {
                fs::write(target, bytes).unwrap();
            }
            remove(&path).unwrap();
            std::os::unix::fs::symlink(target, &path).unwrap();
            let refused = save_over(&path, b"mine again", Some(mine), &[], &|_| ());
            let Err(SaveError::Disk(refused)) = refused else {
                panic!("{refused:?}");
            };
            let what = format!("a link to {}", canonical(folder.path()).display());
            assert!(refused.message.starts_with(&what), "{refused}");
            assert!(matches!(look(&path, Some(&mine)), FileNow::Replaced(_)));
            assert_eq!(read(target).ok(), bytes.map(|bytes| bytes.to_vec()));
        }
    }

    #[test]
    fn a_folder_that_became_a_link_to_another_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (work, other) = (folder.path().join("work"), folder.path().join("other"));
        let path = work.join("a.json");
        make_folder_of(&path).unwrap();
        let mine = save_over(&path, b"mine", None, &[], &|_| ()).unwrap();
        fs::rename(&work, &other).unwrap();
        std::os::unix::fs::symlink(&other, &work).unwrap();
        let refused = save_over(&path, b"mine again", Some(mine), &[], &|_| ());
        assert!(matches!(refused, Err(SaveError::Disk(_))), "{refused:?}");
        assert_eq!(read(&path).unwrap(), b"mine");
    }

    #[test]
    fn a_file_that_was_a_link_when_it_was_opened_is_saved_through_it() {
        let folder = tempfile::tempdir().unwrap();
        let (path, target) = (folder.path().join("a.json"), folder.path().join("b.json"));
        fs::write(&target, b"one").unwrap();
        std::os::unix::fs::symlink("b.json", &path).unwrap();
        let (_, opened) = read_stamped(&path).unwrap();
        let saved = save_over(&path, b"two", Some(opened), &[], &|_| ()).unwrap();
        assert_eq!(read(&target).unwrap(), b"two");
        // It is saved again also when what it leads to is gone.
        remove(&target).unwrap();
        assert_eq!(look(&path, Some(&saved)), FileNow::Gone);
        save_over(&path, b"three", Some(saved), &[], &|_| ()).unwrap();
        assert!(fs::symlink_metadata(&path).unwrap().is_symlink());
        assert_eq!(read(&target).unwrap(), b"three");
    }

    #[test]
    fn a_file_that_claims_to_be_huge_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("huge.json");
        fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let refused = message(read(&path).map(drop));
        assert!(refused.contains("1099511627776 bytes"), "{refused}");
    }

    #[test]
    fn a_file_keeps_its_owner_and_its_group() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        save(&path, b"old").unwrap();
        // Only an administrator can give files away; others have the test of hard links.
        let _ = std::os::unix::fs::chown(&path, Some(12345), Some(12345));
        let before = fs::metadata(&path).unwrap();
        save(&path, b"new").unwrap();
        let after = fs::metadata(&path).unwrap();
        assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
        assert_eq!(read(&path).unwrap(), b"new");
    }

    #[test]
    fn files_of_the_program_are_for_the_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("data/recovery");
        save_private(&own.join("a"), b"work").unwrap();
        assert_eq!((mode(&own), mode(&own.join("a"))), (0o700, 0o600));
        fs::set_permissions(&own, fs::Permissions::from_mode(0o755)).unwrap();
        save_private(&own.join("a"), b"more work").unwrap();
        assert_eq!(mode(&own), 0o700);
    }
}

#[test]
fn the_next_save_removes_files_of_a_killed_save() {
    let folder = tempfile::tempdir().unwrap();
    let left = folder.path().join(".frenemy-aB3.tmp");
    fs::write(&left, b"half").unwrap();
    let file = fs::File::options().write(true).open(&left).unwrap();
    file.set_modified(UNIX_EPOCH).unwrap();
    save(&folder.path().join("a.json"), b"whole").unwrap();
    assert!(!left.exists());
}

#[test]
fn a_key_is_short_enough_for_a_file_name_and_still_distinguishes_files() {
    for letter in ["x", "漢"] {
        let name = letter.repeat(255 / letter.len());
        let one = key(Path::new("/a").join(&name).as_path());
        let other = key(Path::new("/b").join(&name).as_path());
        assert!(one.len() + ".lock".len() <= 255, "{one}");
        assert_ne!(one, other);
    }
}

#[test]
fn a_file_of_zeros_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let file = fs::File::create(&path).unwrap();
    // A sparse file takes no room on the disk.
    file.set_len(3 << 30).unwrap();
    let error = read(&path).unwrap_err();
    assert!(error.message.contains("begins with null bytes"), "{error}");
    fs::write(&path, [0; 100]).unwrap();
    assert_eq!(read(&path).unwrap().len(), 100);
    // A long hole after some text is as bad; a short one is a part of a database.
    for (hole, is_read) in [(1 << 20, true), (3 << 30, false)] {
        fs::write(&path, b"{\"nodes\":[").unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_len(11 + hole).unwrap();
        match read(&path) {
            Ok(bytes) => assert!(is_read && bytes.len() as u64 == 11 + hole),
            Err(error) => {
                assert!(!is_read, "{error}");
                let words = "null bytes from byte 1048576 on";
                assert!(error.message.contains(words), "{error}");
            }
        }
    }
}
