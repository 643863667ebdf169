//! What stands around pages: little for entering, the frame of the console for everything after it.

pub mod account_menu;
pub mod breadcrumb;
pub mod console;
pub mod entry;
pub mod places;
pub mod sidebar;
pub mod top_bar;
pub mod waiting;
