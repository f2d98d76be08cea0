/** Whether what is pushed with a content type can be read by a mapping: JSON, XML or a form. */
export function isNotice(contentType: string): boolean {
  return /^(?:application|text)\/(?:[\w.+-]*\+)?(?:json|xml)\b|^application\/x-www-form-urlencoded\b/i.test(
    contentType,
  );
}
