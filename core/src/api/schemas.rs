//! The schemas of what is not written as serde derives it: secrets, keys, sets of keys, and pages of a
//! list.

use std::borrow::Cow;

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        KnownFormat, Ref, RefOr, SchemaFormat,
        schema::{ArrayBuilder, ObjectBuilder, Schema, SchemaType, Type},
    },
};

use super::page::Page;
use crate::{
    access::{permission::Permission, set::PermissionSet},
    audit::{AuditAction, AuditField},
    mail::{MailKind, MailStage, MailTrouble},
    password::{NewPassword, TypedPassword},
    token::PresentedToken,
};

/// A text that is one of these.
fn one_of(description: &str, keys: impl IntoIterator<Item = String>) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(keys))
        .description(Some(description))
        .into()
}

fn reference<T: ToSchema>() -> RefOr<Schema> {
    Ref::from_schema_name(T::name()).into()
}

/// A text that is sent and never read.
fn secret(description: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password)))
        .write_only(true)
        .description(Some(description))
        .into()
}

impl PartialSchema for TypedPassword {
    fn schema() -> RefOr<Schema> {
        let (min, max) = (NewPassword::MIN, NewPassword::MAX);
        secret(&format!("A password, as it was typed. A new one has {min} to {max} characters."))
    }
}

impl ToSchema for TypedPassword {}

impl PartialSchema for PresentedToken {
    fn schema() -> RefOr<Schema> {
        secret("A token: 43 letters of the URL-safe alphabet. Another text is answered like an unknown one.")
    }
}

impl ToSchema for PresentedToken {}

impl PartialSchema for Permission {
    fn schema() -> RefOr<Schema> {
        one_of("A permission by its key.", Self::all().map(Self::key))
    }
}

impl ToSchema for Permission {}

impl PartialSchema for PermissionSet {
    fn schema() -> RefOr<Schema> {
        ArrayBuilder::new()
            .items(reference::<Permission>())
            .unique_items(true)
            .description(Some("A set of permissions: their keys in order."))
            .into()
    }
}

impl ToSchema for PermissionSet {
    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((Permission::name().into(), Permission::schema()));
    }
}

macro_rules! keys {
    ($($type:ty: $about:literal;)+) => {$(
        impl PartialSchema for $type {
            fn schema() -> RefOr<Schema> {
                one_of($about, Self::ALL.iter().map(|one| one.key().to_owned()))
            }
        }

        impl ToSchema for $type {}
    )+};
}

keys! {
    AuditAction: "What was done, as `category.verb`.";
    AuditField: "A field that changed, as it is called in its draft.";
    MailKind: "What a mail is for.";
    MailStage: "How far a mail is.";
    MailTrouble: "What keeps a mail from leaving.";
}

impl<T: ToSchema> PartialSchema for Page<T> {
    fn schema() -> RefOr<Schema> {
        let items = ArrayBuilder::new().items(reference::<T>()).description(Some("The items."));
        let next = ObjectBuilder::new()
            .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
            .description(Some("The cursor of the next page; `null` on the last."));
        ObjectBuilder::new()
            .property("items", items)
            .required("items")
            .property("next", next)
            .required("next")
            .description(Some("One page of a list."))
            .into()
    }
}

impl<T: ToSchema> ToSchema for Page<T> {
    fn name() -> Cow<'static, str> {
        format!("PageOf{}", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into(), T::schema()));
        T::schemas(schemas);
    }
}
