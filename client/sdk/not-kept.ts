/** The failure of the device: its disk is full or refuses, so that words could be neither kept nor, just now, sent. */
export class NotKept extends Error {
  constructor(cause: unknown) {
    super('this device could not keep what was written', { cause });
    this.name = 'NotKept';
  }
}
