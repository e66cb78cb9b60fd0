/** How people write a currency: '€' for EUR; its code where there is no sign, or no such currency. */
export function currencySign(currency: string): string {
  try {
    const parts = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
    return parts.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency
  } catch {
    return currency
  }
}

/** An amount to read: "€1,250.00". */
export function amount(value: number, currency: string): string {
  try {
    return value.toLocaleString('en-GB', { style: 'currency', currency })
  } catch {
    return `${value} ${currency}`
  }
}
