import { type BuiltFile, zipOf } from './zip-bytes.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';

/** A workbook that is built part by part, so that parts can be invalid. */
export interface BuiltWorkbook {
  /** The rows of each sheet as XML, by sheet name; the sheet of a list of rows is called Sheet1. */
  readonly sheets?: Readonly<Record<string, string>>;
  /** The content of `sst`. */
  readonly strings?: string;
  /** The content of `styleSheet`. */
  readonly styles?: string;
  readonly isFrom1904?: boolean;
  /** Parts that replace those with the same name, or are added. */
  readonly parts?: readonly BuiltFile[];
}

/** The bytes of a workbook. */
export function workbookOf(workbook: BuiltWorkbook): Buffer {
  const { sheets = {}, strings, styles, isFrom1904, parts = [] } = workbook;
  const names = Object.keys(sheets);
  const links = names.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`));
  const tabs = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const properties = isFrom1904 ? '<workbookPr date1904="1"/>' : '';
  if (strings !== undefined) links.push(relation('rIdS', 'sharedStrings', '/xl/sharedStrings.xml'));
  if (styles !== undefined) links.push(relation('rIdT', 'styles', 'styles.xml'));
  const files: BuiltFile[] = [
    part('[Content_Types].xml', '<Types/>'),
    part(
      '_rels/.rels',
      `<Relationships ${RELATIONS}>${relation('a', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook ${MAIN} xmlns:r="${OFFICE}">${properties}<sheets>${tabs.join('')}</sheets></workbook>`,
    ),
    part('xl/_rels/workbook.xml.rels', `<Relationships ${RELATIONS}>${links.join('')}</Relationships>`),
    ...Object.values(sheets).map((rows, index) => part(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(rows))),
    ...(strings === undefined ? [] : [part('xl/sharedStrings.xml', `<sst ${MAIN}>${strings}</sst>`)]),
    ...(styles === undefined ? [] : [part('xl/styles.xml', `<styleSheet ${MAIN}>${styles}</styleSheet>`)]),
  ];
  const replaced = new Set(parts.map(({ name }) => name));
  return zipOf([...files.filter(({ name }) => !replaced.has(name)), ...parts]);
}

/** A row of cells: texts inline, numbers as numbers, or the XML of a cell. */
export function rowXml(line: number, cells: readonly (string | number)[]): string {
  const written = cells.map((cell) => {
    if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
    return cell.startsWith('<c') ? cell : `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${line}">${written.join('')}</row>`;
}

export function sheetXml(rows: string): string {
  return `<?xml version="1.0"?><worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`;
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function part(name: string, content: string): BuiltFile {
  return { name, content };
}
