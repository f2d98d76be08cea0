import { caselessKey } from '../shared/text.ts';

/** Common column names in English, German, French, Spanish and Italian, most specific first. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  sku: [
    ...['sku', 'variant sku', 'article number', 'item number', 'item no', 'part number', 'product code', 'item code'],
    ...['artikelnummer', 'artikelnr', 'artikel nr', 'art nr', 'artnr', 'bestellnummer', 'produktnummer'],
    ...['référence', 'référence produit', 'réf', 'code article', 'code produit', 'numéro article'],
    ...[
      'referencia',
      'código',
      'código de producto',
      'código artículo',
      'codice',
      'codice articolo',
      'codice prodotto',
    ],
    ...['id', 'ref', 'g:id'],
  ],
  product_name: [
    ...['product name', 'name', 'title', 'product title', 'item name', 'g:title'],
    ...['bezeichnung', 'artikelbezeichnung', 'artikelname', 'produktname', 'titel'],
    ...['nom', 'nom du produit', 'désignation', 'libellé', 'titre'],
    ...['nombre', 'nombre del producto', 'denominación', 'título'],
    ...['nome', 'nome prodotto', 'denominazione', 'titolo'],
  ],
  description: [
    ...['description', 'body html', 'body (html)', 'long description', 'g:description', 'beschreibung', 'langtext'],
    ...['descriptif', 'descripción', 'descrizione'],
  ],
  brand: [
    ...['brand', 'vendor', 'manufacturer', 'g:brand', 'marke', 'hersteller', 'marque', 'fabricant', 'marca'],
    ...['fabricante', 'produttore'],
  ],
  category: [
    ...[
      'category',
      'categories',
      'product type',
      'product category',
      'type',
      'g:product_type',
      'kategorie',
      'warengruppe',
    ],
    ...['produktgruppe', 'catégorie', 'famille', 'categoría', 'familia', 'categoria', 'famiglia'],
  ],
  price: [
    ...['price', 'variant price', 'regular price', 'unit price', 'sale price', 'g:price'],
    ...['preis', 'verkaufspreis', 'vk', 'bruttopreis', 'nettopreis', 'listenpreis'],
    ...[
      'prix',
      'prix de vente',
      'prix ttc',
      'prix ht',
      'precio',
      'precio de venta',
      'pvp',
      'prezzo',
      'prezzo di vendita',
    ],
  ],
  currency: [...['currency', 'currency code', 'währung', 'devise', 'monnaie', 'moneda', 'divisa', 'valuta']],
  availability: [
    ...[
      'availability',
      'stock status',
      'in stock',
      'in stock?',
      'stock',
      'quantity',
      'qty',
      'inventory',
      'stock quantity',
    ],
    ...[
      'variant inventory qty',
      'g:availability',
      'state',
      'verfügbarkeit',
      'lager',
      'bestand',
      'lagerbestand',
      'menge',
    ],
    ...[
      'disponibilité',
      'quantité',
      'disponibilidad',
      'existencias',
      'cantidad',
      'disponibilità',
      'giacenza',
      'quantità',
    ],
  ],
  sales_channel: [...['sales channel', 'channel', 'vertriebskanal', 'kanal', 'canal', 'canal de vente', 'canale']],
  valid_from: [
    ...['valid from', 'from', 'start date', 'gültig ab', 'gültig von', 'ab', 'valable à partir du', 'date de début'],
    ...['válido desde', 'desde', 'valido dal', 'data inizio'],
  ],
  name: [
    ...['attribute', 'attribute name', 'attribute code', 'property', 'merkmal', 'eigenschaft', 'attribut'],
    ...['caractéristique', 'atributo', 'propiedad', 'attributo', 'caratteristica', 'name'],
  ],
  external_id: [
    ...['external id', 'customer number', 'customer no', 'customer id', 'customer code', 'account number'],
    ...['kundennummer', 'kundennr', 'kunden nr', 'kd nr', 'debitor', 'debitorennummer'],
    ...['numéro client', 'n° client', 'code client', 'número de cliente', 'código de cliente', 'codice cliente'],
  ],
  first_name: [...['first name', 'firstname', 'given name', 'forename', 'vorname', 'prénom', 'nombre de pila']],
  last_name: [
    ...['last name', 'lastname', 'surname', 'family name', 'nachname', 'familienname', 'nom de famille'],
    ...['apellido', 'apellidos', 'cognome'],
  ],
  email: [
    ...['email', 'e mail', 'email address', 'e mail address', 'mail', 'e mail adresse', 'adresse e mail', 'courriel'],
    ...['correo', 'correo electrónico', 'posta elettronica'],
  ],
  phone: [
    ...['phone', 'phone number', 'telephone', 'mobile', 'telefon', 'telefonnummer', 'téléphone', 'teléfono'],
    'telefono',
  ],
  address_line1: [
    ...['address line 1', 'address1', 'address', 'street', 'street address', 'straße', 'strasse', 'anschrift'],
    ...['adresse', 'rue', 'dirección', 'calle', 'indirizzo', 'via'],
  ],
  address_line2: [...['address line 2', 'address2', 'adresszusatz', 'complément', 'complément d adresse']],
  city: [...['city', 'town', 'ort', 'stadt', 'ville', 'ciudad', 'città', 'comune']],
  state: [...['state', 'province', 'region', 'county', 'bundesland', 'kanton', 'région', 'provincia', 'regione']],
  postal_code: [
    ...['postal code', 'postcode', 'zip', 'zip code', 'plz', 'postleitzahl', 'code postal', 'código postal', 'cap'],
  ],
  country: [...['country', 'country code', 'land', 'pays', 'país', 'paese', 'nazione']],
  value: [...['value', 'attribute value', 'wert', 'merkmalwert', 'valeur', 'valor', 'valore']],
};

/** Letters without accents, words separated by single spaces. */
function comparable(name: string): string {
  const spaced = name.replace(/([a-z])([A-Z])/g, '$1 $2');
  return caselessKey(spaced)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[\s_.\-/]+/g, ' ')
    .trim();
}

const RANKS: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(NAMES).map(([target, names]) => [
    target,
    new Map(names.map((name, rank): [string, number] => [comparable(name), rank])),
  ]),
);

/**
 * The most likely source of a target: the one whose name comes first among the target's common names.
 *
 * @param sources names of columns, or paths, of which the last name counts
 */
export function sourceForTarget(target: string, sources: readonly string[]): string | undefined {
  const ranks = RANKS.get(target);
  let best: { source: string; rank: number } | undefined;
  for (const source of sources) {
    const own = comparable(source);
    const last = comparable(source.slice(source.lastIndexOf('/') + 1).replace(/^@/, ''));
    const rank = own === comparable(target) ? -1 : (ranks?.get(own) ?? ranks?.get(last));
    if (rank !== undefined && (best === undefined || rank < best.rank)) best = { source, rank };
  }
  return best?.source;
}
