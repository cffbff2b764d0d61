// Neither front end ships types; this is all that we call.
declare module "govuk-frontend" {
  export function initAll(): void;
}
declare module "@ministryofjustice/frontend" {
  export function initAll(): void;
}
