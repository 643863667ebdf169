//! Endpoints that describe themselves: what an OpenAPI document says of each is made from its types.
//!
//! The document itself is put together by the server, which alone knows its version.

use utoipa::{
    IntoParams, ToSchema,
    openapi::{
        RefOr,
        path::{Parameter, ParameterIn},
        schema::Schema,
    },
};

use super::endpoint::{Endpoint, Row};
use crate::{field::NoBody, invitation::TokenDraft};

/// A row of the table with the schemas of what travels.
#[derive(Clone)]
pub struct Described {
    /// The row.
    pub row: Row,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// The parameters of its path and of its query.
    pub parameters: Vec<Parameter>,
    /// The body of a request; absent where none is read.
    pub body: Option<Shape>,
    /// Whether fields of the body or of the query can be wrong.
    pub has_fields: bool,
    /// The body of the reply.
    pub reply: Shape,
}

/// The schema of a type, by its name, and of everything that it refers to.
#[derive(Clone)]
pub struct Shape {
    /// The type's name.
    pub name: String,
    /// Each schema by its name, the type's own first.
    pub schemas: Vec<(String, RefOr<Schema>)>,
}

impl Shape {
    /// The shape of a type.
    pub fn of<T: ToSchema>() -> Self {
        let mut schemas = vec![(T::name().into_owned(), T::schema())];
        T::schemas(&mut schemas);
        Self { name: T::name().into_owned(), schemas }
    }
}

impl Described {
    /// Describes an endpoint.
    pub(super) fn of<E>(about: &'static str) -> Self
    where
        E: Endpoint<Path: IntoParams, Query: IntoParams, Body: ToSchema, Reply: ToSchema>,
    {
        let mut parameters = E::Path::into_params(|| Some(ParameterIn::Path));
        let query = E::Query::into_params(|| Some(ParameterIn::Query));
        let body = E::Body::name();
        let has_fields = !query.is_empty() || ![NoBody::name(), TokenDraft::name()].contains(&body);
        parameters.extend(query);
        Self {
            row: Row::of::<E>(),
            about: about.trim(),
            parameters,
            body: (E::METHOD.changes() && body != NoBody::name()).then(Shape::of::<E::Body>),
            has_fields,
            reply: Shape::of::<E::Reply>(),
        }
    }
}
