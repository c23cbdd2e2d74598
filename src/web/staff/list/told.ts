import type { StaffRequest } from '../request.ts';

/** What was typed into one of the forms, and why it is refused; `id`: of the view that it was to change. */
export type ToldView = {
  id: string | null;
  name: string;
  isShared: boolean;
  faults: Readonly<Record<string, string>>;
};

/** What the list answers with beside itself. `unknownReceipt`: what was typed where no tip has it. */
export type Told = { status: number; unknownReceipt?: string; view?: ToldView };

/** Answers with the list that the request's own address asks for. */
export type SendList = (request: StaffRequest, told?: Told) => Promise<void>;
