import type { SavedForms } from '../../../../views/staff/list/saved-forms.tsx';
import { type Filter, filterQuery } from '../../../tips/list/filter.ts';
import { isSavable } from '../../../tips/views/merged-filter.ts';
import type { ToldView } from './told.ts';

type FormsOf = {
  filter: Filter;
  search: string;
  isNarrowed: boolean;
  mayShare: boolean;
  told: ToldView | null;
};

/** By which a list is called by a name, and the view that is looked at by another. */
export function savedForms({ filter, search, isNarrowed, mayShare, told }: FormsOf): SavedForms {
  const query = String(
    new URLSearchParams([...filterQuery(filter), ...(search === '' ? [] : [['q', search]])]),
  );
  const { saved } = filter;
  const canSave = isNarrowed && isSavable(filter, search);
  const toldOf = (id: string | null) => (told?.id === id ? told : null);
  const isTheirs = saved !== undefined && (!saved.isShared || mayShare);
  return {
    query,
    mayShare,
    searches: search !== '' || (saved?.search ?? '') !== '',
    saving: canSave || toldOf(null) !== null ? { told: toldOf(null) } : null,
    changing: isTheirs
      ? {
          ...{ id: saved.id, version: saved.version, name: saved.name, isShared: saved.isShared },
          ...{ told: toldOf(saved.id), isNarrowed: canSave },
        }
      : null,
  };
}
