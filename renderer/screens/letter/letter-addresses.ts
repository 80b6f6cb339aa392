/** The chooser of a new letter for a case; `template` when the law leaves one letter only. */
export function newLetterAddress(applicationId: string, template?: string): string {
  const base = `/applications/${applicationId}/letters/new`;
  return template === undefined ? base : `${base}?template=${template}`;
}
