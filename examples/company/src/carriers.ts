/** Whom an order can be given to. */
export const carrierNames = ['Nordfracht', 'Kestrel Parcel', 'Own van'] as const
export type Carrier = (typeof carrierNames)[number]

/** Stands in for the booking services of the carriers: a real one is called over the network, outside of transactions. */
export const carriers = {
  /** Those that do not answer at the moment. */
  silent: new Set<Carrier>(),
  /** Books a pickup and answers with its number. The same key books only once. */
  async book(carrier: Carrier, key: string): Promise<string> {
    if (this.silent.has(carrier)) throw new Error(`${carrier} does not answer: connection refused, port 443`)
    const initials = carrier.replaceAll(/[^A-Z]/g, '').padEnd(2, 'F')
    return `${initials}-${key.replaceAll('-', '').slice(-6).toUpperCase()}`
  },
}
