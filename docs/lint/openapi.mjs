// Checks the OpenAPI document with the recommended rules of Redocly and Spectral. Prints nothing if it passes.

import process from 'node:process';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import { openApiDocument } from '../../contract/src/openapi.ts';

/** Accepted reports of rules. One that no longer occurs is reported, so that the list stays correct. */
const KNOWN = [
  // No ID has the form of such a word, so that every URL is unambiguous: a test of the document checks all pairs of
  // paths.
  /^Redocly no-ambiguous-paths: .* `\/products\/by-feed\/\{feed_id\}` and `\/products\/\{product_id\}\//,
  /^Redocly no-ambiguous-paths: .* `\/customers\/addresses\/\{address_id\}` and `\/customers\/\{customer_id\}\//,
  // Its only successful response is a redirect.
  /^Redocly operation-2xx-response: #\/paths\/~1feeds~1\{feed_id\}~1file\/get\/responses: /,
];

const document = openApiDocument();
const found = [...(await redocly()), ...(await stoplight())];
const unknown = found.filter((one) => !KNOWN.some((known) => known.test(one)));
const gone = KNOWN.filter((known) => !found.some((one) => known.test(one)));
for (const one of unknown) console.log(one);
for (const known of gone) console.log(`No rule says this any more, remove it from the list: ${known.source}`);
if (unknown.length + gone.length > 0) process.exitCode = 1;

async function redocly() {
  const config = await createConfig({ extends: ['recommended'] });
  const problems = await lintFromString({ source: JSON.stringify(document, null, 2), config });
  return problems.map(({ ruleId, message, location: [place] }) => `Redocly ${ruleId}: ${place?.pointer}: ${message}`);
}

async function stoplight() {
  const linter = new spectral.Spectral();
  linter.setRuleset({ extends: [rulesets.oas], rules: {} });
  const problems = await linter.run(document);
  return problems.map(({ code, message, path }) => `Spectral ${code}: #/${path.join('/')}: ${message}`);
}
