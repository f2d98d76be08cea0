/** The text that an embedded start prints when it is ready. */
export function greeting(url: string, key: string): string {
  const header = `-H "x-api-key: ${key}"`;
  return `
  Commerce Integration API

    Console ${url}/console
    API     ${url}
    Docs    ${url}/docs
    Guides  ${url}/guides/
    Key     ${key}

  Try it, in another terminal:

    curl ${header} -F "partner_name=Acme Corp" -F "file=@examples/data/sample_catalog.csv" ${url}/feeds/upload
    curl ${header} -X POST ${url}/jobs/JV00001/run
    curl ${header} "${url}/products?limit=5"

  Ctrl-C stops it; the data stays.

`;
}
