/**
 * One family, drawn at 1.5 px on 24. An icon always stands beside its words, so it is silent to screen
 * readers.
 */
const drawings = {
  chat: 'M20 4H4a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h3v3.5l4.5-3.5H20a1 1 0 0 0 1-1V5a1 1 0 0 0-1-1Z',
  phone:
    'M4.5 3.5h4l1.8 4.5-2.3 1.6a11 11 0 0 0 6.4 6.4l1.6-2.3 4.5 1.8v4a1 1 0 0 1-1 1C11 20.1 3.9 13 3.5 4.5a1 1 0 0 1 1-1Z',
  mail: 'M4 5h16a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1ZM3.5 6.5 12 13l8.5-6.5',
  camera:
    'M4 8h3l2-2.5h6L17 8h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1ZM12 16.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z',
  check: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8 12.3l2.8 2.7L16 9.5',
  done: 'M5 12.5l4.5 4.5L19 7',
  alert: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 7.5v5.5M12 16.4v.1',
  copy: 'M9 8.5h10.5V20H9zM15 8.5V4H4.5v11.5H9',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  clock: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 7v5.5l3.5 2',
  day: 'M4 6h16v14H4zM4 10.5h16M8.5 3.5V8M15.5 3.5V8',
  file: 'M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5',
  bell: 'M18 16.5H6l1.5-2.5V10a4.5 4.5 0 0 1 9 0v4ZM10 19.5a2.2 2.2 0 0 0 4 0',
  lock: 'M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  save: 'M12 4v11m4.5-4.5L12 15l-4.5-4.5M4 20h16',
  add: 'M12 5v14M5 12h14',
  people:
    'M12 8a3 3 0 1 1-6 0 3 3 0 0 1 6 0ZM3 19a6 6 0 0 1 12 0M15 5.2a3 3 0 0 1 0 5.6M17.5 13.6A6 6 0 0 1 21 19',
  pin: 'M12 21s7-6.3 7-11.5A7 7 0 0 0 5 9.5C5 14.7 12 21 12 21ZM12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  note: 'M5 3.5h14v11l-5 5.5H5zM14 20v-5.5h5M8.5 8h7M8.5 11.5h5',
  film: 'M3.5 6.5h11v11h-11zM14.5 10.5l6-3v9l-6-3',
} as const;

export type IconName = keyof typeof drawings;

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" class="icon" aria-hidden="true">
      <path d={drawings[name]} />
    </svg>
  );
}
