//! The only clock: the day on which claims and waivers are looked at.

use jiff::civil::Date;

use crate::error::Error;

/// A day that was named, or today.
pub(super) fn of(named: Option<&str>) -> Result<Date, Error> {
    match named {
        Some(date) => {
            date.parse().map_err(|_| Error::usage(format!("`{date}` is no date"), "for example 2026-11-21".to_owned()))
        }
        None => Ok(jiff::Zoned::now().date()),
    }
}
