import {createContext, useContext} from 'react';
import {createTheme, type Theme} from '../source/wording/theme.ts';

const ThemeContext = createContext<Theme>(createTheme({level: 0, unicode: true}));
export const ThemeProvider = ThemeContext.Provider;

export function useTheme(): Theme {
	return useContext(ThemeContext);
}
