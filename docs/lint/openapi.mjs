// Holds the OpenAPI document against the recommended rules of Redocly and Spectral. Says nothing where all are kept.

import process from 'node:process';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import spectral from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import { openApiDocument } from '../../contract/src/openapi.ts';

/** What a rule says, and is known. One that is not said any more is reported, so that the list stays true. */
const KNOWN = [
  // No ID is such a word, so that no URL has two meanings: a test of the document holds every pair of paths against it.
  /^Redocly no-ambiguous-paths: .* `\/products\/by-feed\/\{feed_id\}` and `\/products\/\{product_id\}\//,
  /^Redocly no-ambiguous-paths: .* `\/customers\/addresses\/\{address_id\}` and `\/customers\/\{customer_id\}\//,
  // Its only answer that is no problem is a redirect.
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
