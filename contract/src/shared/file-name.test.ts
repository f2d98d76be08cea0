import { describe, expect, it } from 'vitest';
import { attachmentNamed, plainFileName } from './file-name.ts';

describe('the name of an uploaded file', () => {
  it.each([
    ['feed.csv', 'feed.csv'],
    ['a/b/feed.csv', 'feed.csv'],
    ['C:\\feeds\\feed.csv', 'feed.csv'],
    ['../../etc/passwd.csv', 'passwd.csv'],
    ['a\nb\r\n.csv', 'a b .csv'],
    ['a\0b\u0007.csv', 'ab.csv'],
    ['a\u202Evsc.csv', 'avsc.csv'],
    [' feed.csv\u00a0', 'feed.csv'],
    ['e\u0301.csv', '\u00e9.csv'],
    ['\ud83d\ude00.csv', '\ud83d\ude00.csv'],
    ['a\ud83d.csv', 'a\uFFFD.csv'],
    ['folder/', ''],
  ])('%j is kept as %j', (name, kept) => expect(plainFileName(name)).toBe(kept));

  it('is shortened at its beginning, without splitting a character', () => {
    expect(plainFileName(`${'n'.repeat(300)}.csv`)).toBe(`${'n'.repeat(251)}.csv`);
    expect(plainFileName(`${'\ud83d\ude00'.repeat(300)}.csv`)).toBe(`${'\ud83d\ude00'.repeat(251)}.csv`);
  });
});

describe('the header of a download', () => {
  it.each([
    ['feed.csv', `attachment; filename="feed.csv"; filename*=UTF-8''feed.csv`],
    ['Früh jahr.csv', `attachment; filename="Fruh jahr.csv"; filename*=UTF-8''Fr%C3%BCh%20jahr.csv`],
    ['\ud83d\ude00.csv', `attachment; filename="_.csv"; filename*=UTF-8''%F0%9F%98%80.csv`],
    [`a"b\\c%d.csv`, `attachment; filename="a_b_c_d.csv"; filename*=UTF-8''a%22b%5Cc%25d.csv`],
    [`it's (1)*.csv`, `attachment; filename="it's (1)*.csv"; filename*=UTF-8''it%27s%20%281%29%2A.csv`],
    ['a\r\nX-Evil: 1.csv', `attachment; filename="a__X-Evil: 1.csv"; filename*=UTF-8''a%0D%0AX-Evil%3A%201.csv`],
    ['a\ud83d.csv', `attachment; filename="a_.csv"; filename*=UTF-8''a%EF%BF%BD.csv`],
  ])('names %j in one line', (name, header) => expect(attachmentNamed(name)).toBe(header));
});
