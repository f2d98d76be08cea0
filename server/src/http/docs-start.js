// Runs in the browser, at `/docs`: shows the document with its examples filled in, ready to be sent.

/* global SwaggerUIBundle */

const { apiKey } = document.currentScript.dataset;
// Where this page is, because the API may be served under a path of another server.
const server = new URL('.', location.href).href.replace(/\/$/, '');

const EXAMPLE_FILE = 'example.csv';
const NOTE = `Without a file of yours, ${EXAMPLE_FILE} is sent: one product.`;

fetch('openapi.json')
  .then((answer) => answer.json())
  .then((spec) => {
    const ui = SwaggerUIBundle({
      spec: { ...spec, servers: [{ url: server }] },
      dom_id: '#reference',
      deepLinking: true,
      displayRequestDuration: true,
      persistAuthorization: true,
      // Folded: with more than 128 operations on the page, Swagger UI does not come to an end of showing them.
      docExpansion: 'none',
      tryItOutEnabled: true,
      plugins: [ExampleFile],
      onComplete: () => {
        if (apiKey && ui.authSelectors.authorized().size === 0) ui.preauthorizeApiKey('apiKey', apiKey);
        fillInForms(ui, spec);
      },
    });
  });

/**
 * Fills in the forms with the example of the document. Without it, every field gets a value made from its type, and all
 * of them would be sent.
 */
function fillInForms({ oas3Actions, Im }, { paths }) {
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { requestBody }] of Object.entries(methods)) {
      const { schema, example } = requestBody?.content['multipart/form-data'] ?? {};
      if (!example) continue;
      const pathMethod = [path, method];
      const fields = Object.entries(schema.properties);
      const values = Im.Map(fields.map(([name, property]) => [name, filledIn(property, example[name])]));
      oas3Actions.setRequestBodyValue({ value: values, pathMethod });
      // Otherwise the form forgets them when it is opened.
      oas3Actions.setRetainRequestBodyValueFlag({ value: true, pathMethod });
      // Otherwise what is empty would be sent as an empty text.
      for (const [name] of fields) oas3Actions.setRequestBodyInclusion({ value: false, name, pathMethod });
    }
  }
}

function filledIn(property, example) {
  if (property.format === 'binary') return new File([example ?? ''], EXAMPLE_FILE, { type: 'text/csv' });
  return String(example ?? property.default ?? '');
}

/** Keeps the example's file where none is chosen, and says so: a page cannot fill in the input itself. */
function ExampleFile({ React: { createElement: element } }) {
  const withNote = (Input) => (props) => {
    const { value } = props;
    if (!(value instanceof File)) return element(Input, props);
    // The input would empty the field when it appears.
    const input = element(Input, { ...props, dispatchInitialValue: null });
    return value.name === EXAMPLE_FILE
      ? element('div', null, input, element('div', null, element('small', null, NOTE)))
      : input;
  };
  return { wrapComponents: { JsonSchemaForm: withNote } };
}
