//! EDTF dates: no panic, the text is kept, and no date ends before it begins.
#![no_main]

use frenemy::model::Date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Date::parse(text) {
        Ok(date) => {
            assert_eq!(date.as_str(), text);
            if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
                assert!(first <= last, "{text}: {first:?} is after {last:?}");
            }
            let _ = date.in_words();
        }
        Err(error) => assert!(!error.message.is_empty()),
    }
});
