/** The settings that a person gave are wrong; the message names each one, its fault and a right example. */
export class WrongSettings extends Error {
  override name = 'WrongSettings';
}
