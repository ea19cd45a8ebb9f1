/** The only source of "now" for anything below app/. Instants come from the database clock. */
export interface Clock {
  now(): Date;
}
