/** With this signal the darkroom ends itself when it has taken too much memory; nothing else sends it. */
export const TOO_MUCH_MEMORY = 'SIGUSR2';
