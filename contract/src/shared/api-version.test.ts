import { describe, expect, it } from 'vitest';
import { API_VERSION, API_VERSIONS, deprecationHeaders, versionFor } from './api-version.ts';

describe('the version of a request', () => {
  it('is the given one, or by default the oldest supported one', () => {
    expect(versionFor(` ${API_VERSION} `)).toBe(API_VERSION);
    expect(versionFor(undefined)).toBe(API_VERSIONS[0]);
    expect(versionFor(null)).toBe(API_VERSIONS[0]);
  });

  it.each(['', '2020-01-01', 'latest', `${API_VERSION}, ${API_VERSION}`])('is not %j', (named) => {
    expect(() => versionFor(named)).toThrow(
      `does not serve. Send one of: ${API_VERSIONS.join(', ')}, or omit the header.`,
    );
  });

  it('is a date, and versions are sorted', () => {
    expect([...API_VERSIONS].sort()).toEqual(API_VERSIONS);
    for (const version of API_VERSIONS) expect(new Date(version).toISOString().slice(0, 10)).toBe(version);
    expect(API_VERSION).toBe(API_VERSIONS.at(-1));
  });
});

describe('the headers of a deprecated endpoint', () => {
  it('are those of their RFCs', () => {
    expect(deprecationHeaders({ since: '2027-03-01', sunset: '2028-03-01', link: '/guides/versioning' })).toEqual({
      deprecation: '@1803859200',
      sunset: 'Wed, 01 Mar 2028 00:00:00 GMT',
      link: '</guides/versioning>; rel="deprecation"; type="text/html"',
    });
  });

  it('contain no end that is not known yet', () => {
    expect(deprecationHeaders({ since: '2027-03-01', link: '/x' })).not.toHaveProperty('sunset');
    expect(() => deprecationHeaders({ since: 'soon', link: '/x' })).toThrow('soon is no day');
  });
});
