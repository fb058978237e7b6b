const PATHS = {
  inbox: 'M3 12h5l1.5 3h5L16 12h5M5.5 5h13L21 12v6a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-6z',
  dashboard: 'M4 20V10M10 20V4M16 20v-8M21 20H3',
  'sign-out': 'M10 4H5v16h5M14 8l4 4-4 4M18 12H9',
  back: 'M15 5l-7 7 7 7',
  down: 'M12 5v13M6 13l6 6 6-6',
  up: 'M12 19V6M6 11l6-6 6 6',
} as const

/** A line icon. Decorative: whatever it stands in has a name of its own. */
export function Icon({ name, size = 20 }: { name: keyof typeof PATHS; size?: number }) {
  return (
    <svg
      className='icon'
      viewBox='0 0 24 24'
      width={size}
      height={size}
      fill='none'
      stroke='currentColor'
      strokeWidth='1.8'
      strokeLinecap='round'
      strokeLinejoin='round'
      aria-hidden='true'
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
