//! Prints the permission matrix in words, and answers "may a Developer invite an Admin, and why not?".
//!
//! A model for other programs that want Slipway's rules without its server: they depend on `slipway-core`
//! alone, load grants from wherever they keep them, and ask.
//!
//! `cargo run -p slipway-core --example matrix [en|fr|es]`

use std::{
    env,
    io::{self, Write},
};

use chrono::{DateTime, Utc};
use slipway_core::{
    access::{
        delegate::{RoleChoice, invite_choices},
        effective::Actor,
        grant::Grant,
        permission::{OrgPermission, Permission, ProjectPermission, StagePermission},
        role::OrgRole,
        stage::Stage,
    },
    id::{AccountId, OrgId},
    locale::Locale,
    words,
};
use uuid::Uuid;

fn main() -> io::Result<()> {
    let tag = env::args().nth(1).unwrap_or_default();
    let locale = Locale::from_tag(&tag).unwrap_or_default();
    let mut out = io::stdout().lock();
    print_matrix(&mut out, locale)?;
    writeln!(out)?;
    print_choices(&mut out, locale, OrgRole::Developer)
}

/// A row for every permission, a column for every role; at the stages a mark for each.
fn print_matrix(out: &mut impl Write, locale: Locale) -> io::Result<()> {
    let label = |permission| words::permission_label(locale, permission);
    let names = OrgRole::ALL.map(|role| words::org_role_name(locale, role));
    print_row(out, "", &names)?;
    let org = OrgPermission::ALL.iter().map(|p| Permission::Org(*p));
    let project = ProjectPermission::ALL.iter().map(|p| Permission::Project(*p));
    for permission in org.chain(project) {
        let mark = |role: OrgRole| if role.set().contains(permission) { "●" } else { "·" };
        print_row(out, &label(permission), &OrgRole::ALL.map(mark))?;
    }
    writeln!(out, "\n{}", Stage::ALL.map(|stage| words::stage_name(locale, stage)).join(" / "))?;
    for permission in StagePermission::ALL {
        let marks = |role: OrgRole| {
            let holds = |stage| role.set().contains(Permission::Stage(*permission, stage));
            Stage::ALL.map(|stage| if holds(stage) { '●' } else { '·' }).iter().collect::<String>()
        };
        let any_stage = Permission::Stage(*permission, Stage::Production);
        print_row(out, &label(any_stage), &OrgRole::ALL.map(marks))?;
    }
    Ok(())
}

fn print_row(out: &mut impl Write, first: &str, cells: &[impl AsRef<str>]) -> io::Result<()> {
    write!(out, "{first:<40}")?;
    for cell in cells {
        write!(out, " {:<14}", cell.as_ref())?;
    }
    writeln!(out)
}

/// Whom somebody with this role may invite, and why not the others.
fn print_choices(out: &mut impl Write, locale: Locale, role: OrgRole) -> io::Result<()> {
    let org = OrgId::from_uuid(Uuid::from_u128(1));
    // What a program has loaded: who asks, what they were granted, and what time it is.
    let grants = [Grant::membership(org, role)];
    let now = DateTime::<Utc>::from_timestamp(1_800_000_000, 0).unwrap_or_default();
    let actor = Actor { account: AccountId::from_uuid(Uuid::from_u128(2)), grants: &grants, now };
    for RoleChoice { role: invited, verdict } in invite_choices(&actor, org) {
        let (who, whom) = (words::org_role_name(locale, role), words::org_role_name(locale, invited));
        match verdict {
            Ok(()) => writeln!(out, "{who} → {whom}: {}", words::org_role_summary(locale, invited))?,
            Err(denial) => writeln!(out, "{who} ↛ {whom}: {}", words::denial(locale, &denial))?,
        }
    }
    Ok(())
}
