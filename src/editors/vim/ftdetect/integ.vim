autocmd BufNewFile,BufRead *.integ setfiletype integ
