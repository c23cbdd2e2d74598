/** What a person does in a browser, by its own driver. Selectors are CSS; what they name must be there. */
export type Tab = {
  open(url: string): Promise<void>;
  url(): Promise<string>;
  /** The value of an expression on the page, awaited. Not of use where scripts are off. */
  evaluate(expression: string): Promise<unknown>;
  type(selector: string, text: string): Promise<void>;
  /** Chooses files, by their paths, as with the system's dialogue. */
  choose(selector: string, paths: readonly string[]): Promise<void>;
  click(selector: string): Promise<void>;
  press(key: 'Tab' | 'Enter'): Promise<void>;
  /** The page before may not be there yet. */
  back(): Promise<void>;
  close(): Promise<void>;
};

export type TabOptions = { javaScript: boolean };

export type Engine = {
  name: string;
  /** Debian's packages without which it cannot be tried here. */
  missing: readonly string[];
  /** In a profile of its own. */
  openTab(options: TabOptions): Promise<Tab>;
  stop(): Promise<void>;
};
