;;; integ-mode.el --- Editing .integ files  -*- lexical-binding: t; -*-

;; Colours, indentation, an outline, and the language server by eglot. Where eglot is not
;; wanted, M-x flymake-mode shows what integ check finds.

;;; Code:

(require 'rx)

(defgroup integ nil "Editing .integ files." :group 'languages)

(defcustom integ-program "integ" "The program." :type 'string)

(defcustom integ-indent 2 "Columns for each block." :type 'integer)

;; words {{{
(defconst integ-kind-words
  '("document" "organisation" "area" "source" "money" "project" "goal" "indicator" "dimension" "category"))
(defconst integ-statement-words
  '("include" "years" "unit" "tolerance" "every" "attribute" "funding" "spending" "gross" "share" "table" "total" "check" "effect" "baseline" "target" "actual" "allow" "query" "requires"))
(defconst integ-clause-words
  '("rising" "falling" "required" "explain" "group" "by" "having" "pivot" "with" "totals" "order" "asc" "desc" "nulls" "first" "last" "limit" "offset" "escape" "where" "from" "as" "within" "on" "over" "of" "all" "select" "distinct" "refund"))
(defconst integ-operator-words
  '("and" "or" "not" "in" "is" "like" "between" "case" "when" "then" "else" "end" "null" "true" "false"))
(defconst integ-unit-words
  '("pp" "thousand" "mio" "mia"))
(defconst integ-property-words
  '("date" "case" "page" "owner" "purpose" "contributes" "starts" "expires" "kind" "judged" "expected" "part_of" "version_of" "note"))
(defconst integ-function-words
  '("sum" "count" "avg" "min" "max" "list" "share" "running" "change" "abs" "round" "lower" "upper" "length" "substr" "trim" "replace" "coalesce" "nullif" "iif" "year"))
;; }}}

(defvar integ-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?_ "w" table)
    (modify-syntax-entry ?\" "\"" table)
    table))

(defvar integ-font-lock
  `((,(regexp-opt integ-kind-words 'words) . font-lock-type-face)
    (,(concat "\\_<" (regexp-opt integ-property-words t) "\\_>\\s-*:")
     1 font-lock-variable-name-face)
    (,(concat (regexp-opt integ-function-words 'words) "\\s-*(")
     1 font-lock-function-name-face)
    (,(regexp-opt (append integ-statement-words integ-clause-words integ-operator-words)
                  'words)
     . font-lock-keyword-face)
    (,(regexp-opt integ-unit-words 'words) . font-lock-constant-face)
    ("\\_<[SFNPYTEGCQK][0-9][0-9]\\_>" . font-lock-constant-face)
    ("\\$\\w+" . font-lock-variable-name-face)))

(defun integ-indent-line ()
  "Indent by the blocks around the line."
  (interactive)
  (let ((column (save-excursion
                  (back-to-indentation)
                  (let ((depth (car (syntax-ppss))))
                    (* integ-indent (if (looking-at "}") (1- depth) depth))))))
    (if (<= (current-column) (current-indentation))
        (indent-line-to (max 0 column))
      (save-excursion (indent-line-to (max 0 column))))))

(defvar integ-imenu
  '(("Things" "^\\s-*\\(?:document\\|area\\|project\\|goal\\|source\\)\\s-+\\(\\w+\\)" 1)
    ("Tables" "^\\s-*\\(?:spending\\s-+\\)?table\\s-+\\([^0-9{][^{]*?\\)\\s-*[0-9{]" 1)
    ("Queries" "^\\s-*query\\s-+\\(\\w+\\)" 1)))

;; ---- flymake, without a server ----

(defvar-local integ--check nil)

(defun integ--findings (buffer file)
  "Findings for FILE in the output in the current buffer, as diagnostics of BUFFER."
  (let (found)
    (goto-char (point-min))
    (while (re-search-forward
            "^\\(.*?\\):\\([0-9]+\\):\\([0-9]+\\): \\(error\\|warning\\|note\\): \\(.*\\)$" nil t)
      (when (string-equal (file-name-nondirectory (match-string 1))
                          (file-name-nondirectory file))
        (let* ((line (string-to-number (match-string 2)))
               (column (string-to-number (match-string 3)))
               (kind (match-string 4))
               (text (match-string 5))
               (region (flymake-diag-region buffer line column)))
          (push (flymake-make-diagnostic
                 buffer (car region) (cdr region)
                 (cdr (assoc kind '(("error" . :error) ("warning" . :warning)
                                    ("note" . :note))))
                 text)
                found))))
    found))

(defun integ-flymake (report &rest _)
  "Check the file as it is saved, and REPORT what is found."
  (when (process-live-p integ--check)
    (kill-process integ--check))
  (let ((source (current-buffer)) (file (buffer-file-name)))
    (when (and file (executable-find integ-program))
      (setq integ--check
            (make-process
             :name "integ-check" :noquery t :connection-type 'pipe
             :buffer (generate-new-buffer " *integ-check*")
             :command (list integ-program "check" "--format" "gnu" file)
             :sentinel
             (lambda (process _event)
               (when (memq (process-status process) '(exit signal))
                 (unwind-protect
                     (when (and (buffer-live-p source)
                                (eq process (buffer-local-value 'integ--check source)))
                       (with-current-buffer (process-buffer process)
                         (funcall report (integ--findings source file))))
                   (kill-buffer (process-buffer process))))))))))

;;;###autoload
(define-derived-mode integ-mode prog-mode "integ"
  "Funding tables and what they claim."
  (setq-local comment-start "# "
              comment-end ""
              font-lock-defaults '(integ-font-lock)
              indent-line-function #'integ-indent-line
              indent-tabs-mode nil
              imenu-generic-expression integ-imenu)
  (add-hook 'flymake-diagnostic-functions #'integ-flymake nil t))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.integ\\'" . integ-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs `(integ-mode . (,integ-program "lsp"))))

(provide 'integ-mode)
;;; integ-mode.el ends here
