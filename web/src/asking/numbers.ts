/** Whole numbers as people type them. */

const GROUPED = /^([+-]?)(\d{1,3})(?:([.,'’ ])\d{3})(?:\3\d{3})*$/;

/**
 * `1.000.000`, `1 000 000`, `1,000,000` and `1'000'000` as `1000000`; what is no whole number as null.
 *
 * One sign parts all groups, and each has three digits, so `1,5` and `1.000,5` are no whole numbers.
 */
export function wholeNumber(text: string): string | null {
  const plain = text.trim().replace(/[\u00a0\u2009\u202f]/g, " ").replace(/^\u2212/, "-");
  if (/^[+-]?\d+$/.test(plain)) return plain;
  return GROUPED.test(plain) ? plain.replace(/[^\d+-]/g, "") : null;
}
