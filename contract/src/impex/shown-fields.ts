import { z } from 'zod';

/** The fields of a response: those with defaults in a request are always present. */
export type ShownFields<Shape extends z.ZodRawShape> = {
  [K in keyof Shape]: Shape[K] extends z.ZodDefault<infer T> ? T : Shape[K];
};

/** Converts the fields of a request to those of a response. */
export function shownFields<Shape extends z.ZodRawShape>(shape: Shape): ShownFields<Shape> {
  const shown = Object.entries(shape).map(([name, schema]): [string, z.core.$ZodType] => {
    if (!(schema instanceof z.ZodDefault)) return [name, schema];
    const { description } = schema.meta() ?? {};
    const inner = schema.unwrap() as z.ZodType;
    return [name, description === undefined ? inner : inner.meta({ description })];
  });
  return Object.fromEntries(shown) as ShownFields<Shape>;
}
