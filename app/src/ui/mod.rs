//! The kit that pages are built from: native HTML with its keyboard, its labels and its states.
//!
//! Nothing here knows of organizations, roles or any other noun of the product, and nothing here imports
//! `slipway_core`; what does belongs into `components`.

pub mod avatar;
pub mod button;
pub mod chip;
pub mod copied;
pub mod copy;
pub mod dialog;
pub mod empty;
pub mod error;
pub mod field;
pub mod focus;
pub mod frame;
pub mod held;
pub mod icon;
pub mod input;
pub mod menu;
pub mod notice;
pub mod popover;
pub mod press;
pub mod refusal;
pub mod search;
pub mod segments;
pub mod select;
pub mod skeleton;
pub mod table;
pub mod tabs;
pub mod textarea;
pub mod toasts;
pub mod unique;
