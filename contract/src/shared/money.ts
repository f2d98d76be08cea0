import { z } from 'zod';

/** Minor-unit digits of ISO 4217 currencies with another number than two (ISO 4217, amendment 176). */
const OTHER_THAN_TWO: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
};

const TWO_DIGITS =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG';

/** Decimals of every circulating ISO 4217 currency. */
export const CURRENCY_DIGITS: ReadonlyMap<string, number> = new Map([
  ...TWO_DIGITS.split(' ').map((code): [string, number] => [code, 2]),
  ...Object.entries(OTHER_THAN_TWO),
]);

export const DEFAULT_CURRENCY = 'USD';

export const currencySchema = z
  .string()
  .refine((code) => CURRENCY_DIGITS.has(code), { error: 'Not an ISO 4217 currency code, such as USD or EUR.' })
  .meta({ description: 'ISO 4217 code.', examples: ['USD'] });

/** An amount in major units: `49.99`. The currency is in a separate field. */
export const amountSchema = z
  .number()
  .min(0)
  .meta({ 'x-unit': 'major units of the currency', examples: [49.99] });

/** Whether an amount has no more decimals than its currency. */
export function hasCurrencyDecimals(amount: number, currency: string): boolean {
  const digits = CURRENCY_DIGITS.get(currency) ?? 2;
  return Number(amount.toFixed(digits)) === amount;
}

/** Decimals with which amounts are computed: the most that any currency has. */
export const SCALE = 4;

/** Converts exact decimal text to a number of 1/10,000 of the currency's unit. */
export function unitsOf(amount: string): bigint {
  const [whole = '', decimals = ''] = amount.split('.');
  return BigInt(whole + decimals.padEnd(SCALE, '0'));
}

/** Converts a number of 1/10,000 of the currency's unit to exact decimal text without trailing zeros. */
export function amountOf(units: bigint): string {
  const digits = units.toString().padStart(SCALE + 1, '0');
  const decimals = digits.slice(-SCALE).replace(/0+$/, '');
  return `${digits.slice(0, -SCALE)}${decimals && `.${decimals}`}`;
}
