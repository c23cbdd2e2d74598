import type { ColumnType } from 'kysely';

export type Flag = ColumnType<number, 0 | 1, 0 | 1>;

/** 0 unless it is said. */
export type GeneratedFlag = ColumnType<number, 0 | 1 | undefined, 0 | 1>;

/**
 * `content`: what people wrote, what names them, and what their files hold, tell and can be known by; `tips/fields.ts` says
 * what it is. `none`: the desk's own numbers, ids, times and fixed words, and staff's accounts.
 */
type ColumnKind = 'content' | 'none';

/** Every column of these tables: one that is not marked fails the build. */
export type ColumnsOf<Tables> = {
  readonly [Table in keyof Tables]: { readonly [Column in keyof Tables[Table]]: ColumnKind };
};
