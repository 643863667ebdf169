//! Choosing light, dark, or the system's colours.

use leptos::prelude::*;

use crate::{
    locale::{I18n, t, ts, use_i18n},
    theme::{Theme, use_theme},
    ui::{
        icon::{Icon, Shape},
        menu::{Menu, MenuItem},
    },
};

/// A button with the themes.
#[component]
pub fn ThemeMenu() -> impl IntoView {
    let (i18n, current) = (use_i18n(), use_theme());
    let item = move |theme: Theme| {
        view! {
            <MenuItem
                icon=picture(theme)
                chosen=Signal::derive(move || Some(current.get() == theme))
                on_choose=move |()| current.choose(theme)
            >
                {move || name(theme, i18n)}
            </MenuItem>
        }
    };
    view! {
        <Menu
            label=t!(i18n, common.theme)
            at_end=true
            button=move || view! { <Icon shape=picture(current.get())/> }
        >
            {Theme::ALL.map(item).collect_view()}
        </Menu>
    }
}

/// What a theme is called.
pub fn name(theme: Theme, i18n: I18n) -> String {
    match theme {
        Theme::Light => ts!(i18n, common.theme_light),
        Theme::Dark => ts!(i18n, common.theme_dark),
        Theme::System => ts!(i18n, common.theme_system),
    }
}

/// The picture of a theme.
pub const fn picture(theme: Theme) -> Shape {
    match theme {
        Theme::Light => Shape::Sun,
        Theme::Dark => Shape::Moon,
        Theme::System => Shape::Screen,
    }
}
